import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MergeOverride } from '../attempt.entity.js';

/** A merge as it was intended, stored before any ref moves: what start-up finishes or drops. */
@Entity('merges')
export class MergeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') attemptId: string;
  @Column('uuid') projectId: string;
  @Column('text') state: 'intended' | 'done' | 'dropped';
  @Column('text') baseBranch: string;
  @Column('text') baseSha: string;
  @Column('text') headSha: string;
  @Column('text') resultSha: string;
  @Column('jsonb', { nullable: true }) override: MergeOverride | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
