import { Injectable } from '@nestjs/common';
import type { GateName } from '../../contracts/attempt-status.js';
import { refuseUnlessOpenResult } from '../attempt-guards.js';
import { AttemptQueue } from '../leases/attempt-queue.js';
import { AttemptTransitions, IllegalTransition, type TransitionRequest } from '../attempt-transitions.js';
import type { AttemptEntity } from '../attempt.entity.js';
import { illegalTransition } from '../attempts.errors.js';

export interface GatesRequest {
  attemptId: string;
  gates: GateName[];
  /** What the user wanted, for the refusal: "An attempt that is … cannot …". */
  action: string;
  /** Changes the locked row first, or refuses by throwing. */
  prepare?: (locked: AttemptEntity) => Promise<void>;
  /** Writes in the same transaction what goes with it; what it returns is called after the commit. */
  alongside?: TransitionRequest['alongside'];
}

/** Puts gates in line for an attempt's head as it then is. */
@Injectable()
export class RequestGates {
  constructor(
    private readonly transitions: AttemptTransitions,
    private readonly queue: AttemptQueue,
  ) {}

  async request({ attemptId, gates, action, prepare, alongside }: GatesRequest): Promise<AttemptEntity> {
    const attempt = await this.transitions
      .apply({
        attemptId,
        event: 'GATES_REQUESTED',
        inspect: async (locked) => {
          refuseUnlessOpenResult(locked, action);
          await prepare?.(locked);
          locked.gatesRound += 1;
        },
        patch: { gatesWanted: gates, cancelRequestedAt: null },
        ...(alongside && { alongside }),
      })
      .catch((error: unknown) => {
        throw error instanceof IllegalTransition ? illegalTransition(action, error.state.status) : error;
      });
    this.queue.wake(attemptId, `gates-${attempt.gatesRound}`);
    return attempt;
  }
}
