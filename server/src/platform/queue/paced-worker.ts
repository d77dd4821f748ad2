import { Worker, type Processor, type WorkerOptions } from 'bullmq';

/** What `@Processor` leaves open, from the configuration. */
export interface WorkerDefaults {
  readonly concurrency: number;
  readonly autorun: boolean;
}

const LOCK_MS = 30_000;
const STALLED_CHECK_MS = 15_000;

/** The class of every worker: `@nestjs/bullmq` has no place for defaults. */
export function workerWithDefaults(defaults: WorkerDefaults): typeof Worker {
  return class PacedWorker<Data, Result, Name extends string> extends Worker<Data, Result, Name> {
    constructor(name: string, processor: Processor<Data, Result, Name>, options: WorkerOptions) {
      super(name, processor, {
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_CHECK_MS, // without it a killed server's jobs stay "active"
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 }, // a job that is kept blocks its id, and with it every later wake-up
        ...defaults,
        ...options,
      });
      this.on('error', () => undefined); // the connection is rebuilt by BullMQ; without a listener this ends the process
    }
  };
}
