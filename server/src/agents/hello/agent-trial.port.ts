import { Injectable } from '@nestjs/common';
import type { IsolationKind, NetworkPolicy } from '../../contracts/attempt-status.js';
import type { Agent } from '../agent.entity.js';

export interface TrialRequest {
  readonly agent: Agent;
  readonly ownerId: string;
  /** Whose environment, keys and network the run gets; without one only the owner's keys. */
  readonly projectId: string | null;
  readonly prompt: string;
  readonly timeoutMs: number;
}

/** How a run of a profile on an empty repository ended. */
export interface TrialResult {
  /** What it said and wrote, its end when that is long; without secrets. */
  readonly output: string;
  readonly exitCode: number | null;
  readonly durationMs: number;
  readonly isolation: TrialIsolation | null;
  readonly end: 'exited' | 'timed_out' | 'not_started' | 'stopped';
  /** Why it was not started, or was stopped. */
  readonly problem: string | null;
}

export interface TrialIsolation {
  readonly kind: IsolationKind;
  readonly network: NetworkPolicy;
  readonly degraded_reason: string | null;
}

export interface AgentTrial {
  run(request: TrialRequest): Promise<TrialResult>;
}

/** Filled at start-up by the module that runs attempts: a trial is contained like one. */
@Injectable()
export class AgentTrialPort {
  provider: AgentTrial | null = null;
}
