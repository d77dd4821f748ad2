import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { ATTEMPT_QUEUE, type AttemptJob } from './leases/attempt-queue.js';
import { AttemptWorker } from './leases/attempt-worker.js';

@Processor(ATTEMPT_QUEUE)
export class AttemptsProcessor extends WorkerHost {
  constructor(private readonly attempts: AttemptWorker) {
    super();
  }

  override process(job: Job<AttemptJob>): Promise<void> {
    return this.attempts.workOn(job.data.attemptId);
  }
}
