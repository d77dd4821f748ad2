import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MergeMethod, NetworkPolicy } from '../contracts/attempt-status.js';
import type { TaskStatus, Workflow } from '../contracts/task-status.js';
import type { Budgets, Commands, Knowledge, StoredSetup } from './project-settings.js';

/** `bigint` comes as text from the driver; GitHub's ids are far below 2^53. */
const SMALL_BIGINT = {
  from: (value: string | null) => (value === null ? null : Number(value)),
  to: (value: number | null) => value,
};

@Entity('projects')
export class Project {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  @Column('text') name: string;
  @Column('text') key: string;
  @Column('text', { nullable: true }) repoUrl: string | null;
  @Column('text', { nullable: true }) localPath: string | null;
  @Column('text', { nullable: true }) githubRepo: string | null;
  @Column('bigint', { nullable: true, transformer: SMALL_BIGINT }) githubInstallId: number | null;
  @Column('text') defaultBranch: string;
  @Column('text') workflow: Workflow;
  @Column('jsonb') commands: Commands;
  @Column('jsonb') setup: StoredSetup;
  @Column('uuid', { nullable: true }) defaultAgentId: string | null;
  @Column('jsonb') budgets: Budgets;
  @Column('int') maxConcurrentAttempts: number;
  @Column('jsonb') columnLimits: Partial<Record<TaskStatus, number>>;
  @Column('boolean') requireGreenGates: boolean;
  @Column('text') mergeMethod: MergeMethod;
  @Column('text') knowledge: Knowledge;
  @Column('text') network: NetworkPolicy;
  @Column('text', { array: true, default: '{}' }) networkAllow: string[];
  @Column('int') nextTaskNumber: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
  @Column('int') version: number;
}
