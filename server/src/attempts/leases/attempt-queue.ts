import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, Logger } from '@nestjs/common';
import type { Queue } from 'bullmq';

export const ATTEMPT_QUEUE = 'attempts';

export interface AttemptJob {
  attemptId: string;
}

/**
 * Wakes a worker up to look at an attempt. Never the truth: jobs may get lost or come twice, because the attempts
 * table says what is left to do, a lease says who does it, and the sweeper asks again for what nobody does.
 */
@Injectable()
export class AttemptQueue {
  private readonly logger = new Logger('AttemptQueue');
  private readonly underWay = new Set<string>();

  constructor(@InjectQueue(ATTEMPT_QUEUE) private readonly queue: Queue<AttemptJob>) {
    queue.on('error', () => undefined); // it connects again by itself; unheard, each error is printed at length
  }

  /** Waits for nothing: a queue that is away must not hold anybody up. `reason` tells wake-ups of one attempt apart: the same one is in the queue only once. */
  wake(attemptId: string, reason: string, delayMs = 0): void {
    const jobId = `${attemptId}-${reason}`;
    if (this.underWay.has(jobId)) return; // while Redis is away each would wait for it
    this.underWay.add(jobId);
    this.queue
      .add('look', { attemptId }, { jobId, delay: delayMs })
      .catch((error: unknown) =>
        this.logger.warn({ msg: 'could not wake a worker up', attemptId, err: error }),
      )
      .finally(() => this.underWay.delete(jobId));
  }
}
