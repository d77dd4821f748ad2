import { GATE_STATUSES, GATES, type GateName, type GateStatus } from '../contracts/attempt-status.js';
import { ApiProperty } from '@nestjs/swagger';
import { isStale } from './evidence.js';
import type { GateResultEntity } from './gate-result.entity.js';

/** A command that the server ran itself on a fresh checkout of the attempt's result. */
export class GateDto {
  @ApiProperty({ enum: GATES, enumName: 'GateName' }) gate: GateName;
  command: string;
  @ApiProperty({ enum: GATE_STATUSES, enumName: 'GateStatus' }) status: GateStatus;
  exit_code: number | null;
  /** Why it had no end of its own, and what to do; null where it had one. */
  detail: string | null;
  duration_ms: number | null;
  /** The artifact with the output. */
  output_ref: string | null;
  /** The tree that it ran on. */
  tree_sha: string | null;
  /** The head has moved since: this result says nothing about it. */
  stale: boolean;
  /** How the same command ends on the base; null while nobody has asked. */
  @ApiProperty({ enum: ['passed', 'failed'], nullable: true, type: String })
  baseline: 'passed' | 'failed' | null;
  /** The command changed files that git tracks. */
  mutated_tree: boolean;
}

export const toGateDto = (result: GateResultEntity, headTree: string | null): GateDto => ({
  gate: result.gate,
  command: result.command,
  status: result.status,
  exit_code: result.exitCode,
  detail: result.detail,
  duration_ms: result.durationMs,
  output_ref: result.outputRef,
  tree_sha: result.treeSha,
  stale: isStale(result, headTree),
  baseline: result.baseline,
  mutated_tree: result.mutatedTree,
});
