import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TaskPriority, TaskStatus } from '../contracts/task-status.js';
import type { LatestAttempt, NeedsAttention } from './task-response.dto.js';

@Entity('tasks')
export class TaskEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('int') number: number;
  @Column('text') title: string;
  @Column('text') description: string;
  @Column('text') status: TaskStatus;
  @Column({ type: 'text', collation: 'C' }) rank: string;
  @Column('text') priority: TaskPriority;
  @Column('real', { nullable: true }) estimate: number | null;
  @Column('text', { array: true }) labels: string[];
  @Column('text', { array: true }) focusFiles: string[];
  @Column('uuid', { nullable: true }) agentId: string | null;
  @Column('uuid', { array: true }) dependsOn: string[];
  @Column('text', { nullable: true }) branchName: string | null;
  @Column('text', { nullable: true }) prUrl: string | null;
  @Column('text', { nullable: true }) stage: string | null;
  @Column('jsonb', { nullable: true }) needsAttention: NeedsAttention | null;
  @Column('jsonb', { nullable: true }) latestAttempt: LatestAttempt | null;
  @Column('text', { nullable: true }) headSha: string | null;
  @Column('text', { nullable: true }) verifiedSha: string | null;
  @Column('text', { nullable: true }) reviewedSha: string | null;
  /** Counted by triggers. */
  @Column('int') messageCount: number;
  @Column('int') subtasksTotal: number;
  @Column('int') subtasksDone: number;
  @Column('timestamptz', { nullable: true }) archivedAt: Date | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
  @Column('int') version: number;
}
