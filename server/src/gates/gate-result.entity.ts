import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { GateName, GateStatus } from '../contracts/attempt-status.js';

/** The latest result of one gate of one attempt, bound to the tree that it ran on. */
@Entity('gate_results')
export class GateResultEntity {
  @PrimaryColumn('uuid') attemptId: string;
  @PrimaryColumn('text') gate: GateName;
  @Column('text') command: string;
  @Column('text') status: GateStatus;
  @Column('int', { nullable: true }) exitCode: number | null;
  /** Why it had no end of its own; null where it had one. */
  @Column('text', { nullable: true }) detail: string | null;
  @Column('int', { nullable: true }) durationMs: number | null;
  /** The artifact with the output. */
  @Column('uuid', { nullable: true }) outputRef: string | null;
  /** Without `.antfarm/`. */
  @Column('text', { nullable: true }) treeSha: string | null;
  /** How the same command ended on the base, once that is known. */
  @Column('text', { nullable: true }) baseline: 'passed' | 'failed' | null;
  @Column('boolean', { default: false }) mutatedTree: boolean;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
