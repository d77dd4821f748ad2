import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/app-config.js';
import { programPath } from '../../platform/config/pick-environment.js';
import { isDatabaseAway } from '../../platform/database/is-database-away.js';
import { newId } from '../../platform/database/new-id.js';
import {
  DEFAULT_LIMITS,
  type RunLimits,
  type StepSpec,
} from '../../platform/process/run-protocol/run-spec.js';
import { claimAbandonedRun, destroySurvivors } from '../../platform/runner-client/abandoned-run.js';
import { launchRunner } from '../../platform/runner-client/launch-runner.js';
import type { RecordBatch } from '../../platform/runner-client/record-reader.js';
import { projectRoot } from '../../platform/project-root.js';
import { RequestRefused, RunnerUnreachable, Superseded } from '../../platform/runner-client/runner-errors.js';
import { type RunnerAddress, RunnerHandle } from '../../platform/runner-client/runner-handle.js';
import { checkpoint } from '../../platform/process/checkpoint.js';
import { type AttemptPaths, runDirectory } from '../attempt-paths.js';
import { AttemptEventsService, LeaseLost } from '../events/attempt-events.service.js';
import type { Lease } from '../leases/attempt-leases.js';
import { WorkPlaces } from '../leases/work-places.js';
import { AgentRequests } from '../requests/agent-requests.js';
import { beginsToWait, concernsPeople } from '../requests/record-requests.js';
import { coalesceBatches } from './coalesce-batches.js';
import type { RunEntity } from './run.entity.js';
import { isFinished, OffsetConflict, reportsUsage, RunStore } from './run-store.js';

export interface RunRequest {
  lease: Lease;
  paths: AttemptPaths;
  /** Names the run within its attempt: asked for again after a restart, the same run is followed further. */
  purpose: string;
  role: string | null;
  /** Asked for when the run is launched: one that is there already needs nothing to be followed. */
  steps: () => Promise<readonly StepSpec[]>;
  limits?: Partial<RunLimits>;
  /** Asked whenever the run has told what it used: why it has to end, in words. */
  overBudget?: (run: RunEntity) => Promise<string | undefined>;
}

type Followed = Pick<RunRequest, 'lease' | 'overBudget'>;

export const RUNNER_SCRIPT = fileURLToPath(new URL('dist/runner.mjs', projectRoot()));
const RETRY_MS = 300;
/** The signal that somebody answered may have been lost. */
const LOOK_AGAIN_MS = 5_000;
const ENDING_GRACE_MS = 10_000;
/** Of one transaction; larger ones are no faster, make the first line wait, and cost memory. */
const BATCH = { maxRecords: 2_000, maxBytes: 1024 * 1024 };

/** Brings a run from wherever it is to its end: launch, attach, catch up, or find that it is gone. */
@Injectable()
export class RunExecutor {
  constructor(
    private readonly store: RunStore,
    private readonly events: AttemptEventsService,
    private readonly requests: AgentRequests,
    private readonly places: WorkPlaces,
    private readonly config: AppConfig,
  ) {}

  async complete(request: RunRequest): Promise<RunEntity> {
    const known = await this.store.findLatest(request.lease.attemptId, request.purpose);
    const run = known && !neverBegan(known) ? known : await this.launch(request);
    if (isFinished(run.state)) void dismissRunner(run, request.lease);
    const finished = await this.follow(run, request);
    // Whoever stored it died before its runner was there, so nothing has run yet.
    return neverBegan(finished) ? this.complete(request) : finished;
  }

  /** Ends what a server that died has left running and nobody will follow, such as a gate of an attempt that was cancelled. */
  async endUnfinished(lease: Lease): Promise<void> {
    const cancelled = { ...lease, cancelRequested: AbortSignal.abort() };
    for (const run of await this.store.list(lease.attemptId)) {
      if (!isFinished(run.state)) await this.follow(run, { lease: cancelled });
    }
  }

  list(attemptId: string): Promise<RunEntity[]> {
    return this.store.list(attemptId);
  }

  async exists(attemptId: string, purpose: string): Promise<boolean> {
    return (await this.store.findLatest(attemptId, purpose)) !== null;
  }

  /** When the run ended, if it did. */
  async endOf(attemptId: string, purpose: string): Promise<Date | null> {
    return (await this.store.findLatest(attemptId, purpose))?.finishedAt ?? null;
  }

  private async launch({ lease, paths, purpose, role, steps, limits }: RunRequest): Promise<RunEntity> {
    const specs = await steps();
    lease.lost.throwIfAborted();
    const id = newId();
    const token = randomBytes(32).toString('hex');
    const directory = runDirectory(paths, id);
    const run = await this.store.create({ id, attemptId: lease.attemptId, purpose, role, token, directory });
    checkpoint('run.stored');
    await launchRunner(
      {
        runId: id,
        token,
        fence: lease.fence,
        runDirectory: directory,
        toolPath: programPath(),
        redact: [],
        steps: specs,
        limits: { ...DEFAULT_LIMITS, ...this.config.runLimits, ...limits },
      },
      RUNNER_SCRIPT,
    );
    checkpoint('run.launched');
    return run;
  }

  private async follow(run: RunEntity, request: Followed): Promise<RunEntity> {
    const { lease } = request;
    const handle = new RunnerHandle(addressOf(run), lease.fence);
    const finished = new AbortController();
    void this.cancelWhenAsked(handle, lease, finished.signal);
    const speaks = run.role !== null; // agents have one, installs and gates none
    if (speaks) void this.deliverAnswers(run, handle, AbortSignal.any([finished.signal, lease.lost]));
    try {
      let current = run;
      while (!isFinished(current.state)) {
        await this.storeRemainder(current, handle, request);
        current = await this.reload(current, lease);
      }
      if (speaks) await this.requests.close(current, lease.fence);
      return current;
    } finally {
      finished.abort();
    }
  }

  /** Ends when everything is stored, or when somebody else, or a database that went away, came in between. */
  private async storeRemainder(
    run: RunEntity,
    handle: RunnerHandle,
    { lease, overBudget }: Followed,
  ): Promise<void> {
    // Else a read that waits for the agent's next line holds up the end of this loop.
    const reading = new AbortController();
    const signal = AbortSignal.any([lease.lost, reading.signal]);
    try {
      // Wins only if no runner has claimed the run; a runner that is still booting will find it taken.
      claimAbandonedRun(addressOf(run));
      for await (const batch of coalesceBatches(handle.attach(run.spoolOffset, signal), BATCH)) {
        const words = await this.storeBatch(run, batch, lease)
          .then(() => (reportsUsage(batch.records) ? overBudgetOf(run, overBudget) : undefined))
          .catch((error: unknown) => {
            reading.abort();
            throw error;
          });
        if (words !== undefined) void insist(() => handle.endOverBudget(words), signal);
        if (batch.records.at(-1)?.kind === 'exit') {
          checkpoint('run.ended');
          await handle.acknowledge().catch(() => undefined); // it may have left by itself
          return;
        }
      }
      await destroySurvivors(addressOf(run));
      await this.store.markInterrupted(run);
    } catch (error) {
      lease.lost.throwIfAborted();
      if (error instanceof OffsetConflict) return;
      if (error instanceof Superseded) throw new LeaseLost(run.attemptId);
      if (error instanceof RunnerUnreachable || error instanceof RequestRefused) {
        await this.endRunner(run, handle, lease, error.message);
        return;
      }
      if (!isDatabaseAway(error)) throw error;
      await sleep(RETRY_MS, undefined, { signal: lease.lost });
    } finally {
      reading.abort();
    }
  }

  /** What it recorded is read from its file afterwards; after SIGTERM that may still say how the run ended. */
  private async endRunner(run: RunEntity, handle: RunnerHandle, lease: Lease, why: string): Promise<void> {
    const message = `${why}. It is ended; what it recorded is kept.`;
    const payload = { level: 'WARN', message, stream: null, run_id: run.id } as const;
    await this.events.append(run.attemptId, [{ kind: 'LOG', payload }], lease.fence);
    const deadline = performance.now() + ENDING_GRACE_MS;
    handle.terminate();
    while (handle.isRunnerAlive() && performance.now() < deadline) {
      await sleep(RETRY_MS, undefined, { signal: lease.lost });
    }
    handle.terminate('SIGKILL'); // a sandbox does not outlive it
  }

  /** While the database is away the runner stays attached: else it would take its server for dead, and end the agent. */
  private async storeBatch(run: RunEntity, batch: RecordBatch, lease: Lease): Promise<void> {
    while (run.spoolOffset < batch.to) {
      try {
        await this.store.store(run, batch, lease.fence);
        if (concernsPeople(batch.records)) await this.requests.show(run.attemptId);
        if (beginsToWait(batch.records)) this.places.leavePlace(run.attemptId);
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        await sleep(RETRY_MS, undefined, { signal: lease.lost });
        Object.assign(run, await this.reload(run, lease)); // perhaps only the answer was lost
      }
    }
  }

  private async reload(run: RunEntity, lease: Lease): Promise<RunEntity> {
    for (;;) {
      try {
        return await this.store.get(run.id);
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        await sleep(RETRY_MS, undefined, { signal: lease.lost });
      }
    }
  }

  /** Until the runner says that it has an answer it is sent again: the runner takes each once. */
  private async deliverAnswers(run: RunEntity, handle: RunnerHandle, over: AbortSignal): Promise<void> {
    let answered = new AbortController();
    this.requests.onAnswered(run.attemptId, () => answered.abort(), over);
    while (!over.aborted) {
      answered = new AbortController(); // whoever answers from here on is seen, or wakes this
      const waiting = await this.requests.undelivered(run.id).catch(() => []);
      for (const { id, answer } of waiting)
        if (answer) await handle.answer(id, answer).catch(() => undefined);
      const pauseMs = waiting.length > 0 ? RETRY_MS : LOOK_AGAIN_MS;
      await sleep(pauseMs, undefined, { signal: AbortSignal.any([over, answered.signal]) }).catch(
        () => undefined,
      );
    }
  }

  private async cancelWhenAsked(handle: RunnerHandle, lease: Lease, finished: AbortSignal): Promise<void> {
    const over = AbortSignal.any([finished, lease.lost]);
    await new Promise<void>((resolve) => {
      if (lease.cancelRequested.aborted || over.aborted) resolve();
      lease.cancelRequested.addEventListener('abort', () => resolve(), { once: true });
      over.addEventListener('abort', () => resolve(), { once: true });
    });
    await insist(() => handle.cancel(), over);
  }
}

/** Without an answer of the database it is asked again with the agent's next message. */
async function overBudgetOf(
  run: RunEntity,
  overBudget: RunRequest['overBudget'],
): Promise<string | undefined> {
  if (overBudget === undefined || isFinished(run.state)) return undefined;
  return overBudget(run).catch((error: unknown) => {
    if (!isDatabaseAway(error)) throw error;
    return undefined;
  });
}

/** A runner that is still booting does not listen yet, and one that is busy may answer too late. */
async function insist(send: () => Promise<void>, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const sent = await send().then(
      () => true,
      (error: unknown) => error instanceof RequestRefused,
    );
    if (sent) return;
    await sleep(RETRY_MS, undefined, { signal: over }).catch(() => undefined);
  }
}

/** A server that stored the end of the run may have died before it told the runner so. */
async function dismissRunner(run: RunEntity, lease: Lease): Promise<void> {
  await new RunnerHandle(addressOf(run), lease.fence).acknowledge().catch(() => undefined);
}

const addressOf = ({ id, token, directory }: RunEntity): RunnerAddress => ({
  runId: id,
  token,
  runDirectory: directory,
});

const neverBegan = (run: RunEntity): boolean => run.state === 'interrupted' && run.spoolOffset === 0;
