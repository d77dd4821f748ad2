import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { ATTEMPT_QUEUE, type AttemptJob } from './leases/attempt-queue.js';
import { AttemptWorker } from './leases/attempt-worker.js';
import { WorkPlaces } from './leases/work-places.js';

@Processor(ATTEMPT_QUEUE)
export class AttemptsProcessor extends WorkerHost {
  constructor(
    private readonly attempts: AttemptWorker,
    private readonly places: WorkPlaces,
  ) {
    super();
  }

  override process(job: Job<AttemptJob>): Promise<void> {
    const { attemptId } = job.data;
    return this.places.hold(attemptId, this.attempts.workOn(attemptId));
  }
}
