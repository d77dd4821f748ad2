import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import {
  AgentTrialPort,
  type TrialIsolation,
  type TrialRequest,
  type TrialResult,
} from '../../agents/hello/agent-trial.port.js';
import { createScratchRepository } from '../../git/create-scratch-repository.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { programPath } from '../../platform/config/pick-environment.js';
import { newId } from '../../platform/database/new-id.js';
import { Instance } from '../../platform/instance/instance.js';
import { DEFAULT_LIMITS, NO_BUDGET, type StepSpec } from '../../platform/process/run-protocol/run-spec.js';
import { claimAbandonedRun, destroySurvivors } from '../../platform/runner-client/abandoned-run.js';
import { launchRunner } from '../../platform/runner-client/launch-runner.js';
import { RunnerNotStarted } from '../../platform/runner-client/runner-errors.js';
import { type RunnerAddress, RunnerHandle } from '../../platform/runner-client/runner-handle.js';
import { removeTree } from '../../platform/storage/remove-tree.js';
import { DEFAULT_NETWORK_ALLOW, ProjectsService } from '../../projects/projects.service.js';
import { agentAtStart } from '../agent-at-start.js';
import { agentStep } from '../pipeline/agent-step.js';
import { StepFailed } from '../pipeline/step-failed.js';
import { RUNNER_SCRIPT } from '../runs/run-executor.js';
import { AgentPlaces } from '../runs/agent-places.js';
import { Sandboxes } from '../runs/sandboxes.js';
import { type Heard, hear, MAX_OUTPUT, NOTHING_HEARD } from './hear-records.js';

/** Below DATA_DIR; one folder a trial, named by its run. */
const TRIALS_FOLDER = 'trials';
const FENCE = 1;
const MIB = 1024 * 1024;
const LIMITS = {
  ...DEFAULT_LIMITS,
  lineBytes: 4 * 1024,
  linesPerSecond: null,
  spoolBytes: 8 * MIB,
  rawLogBytes: MIB,
  // Nobody comes back for it: a server that dies takes it along.
  orphanedMs: 3_000,
  acknowledgeMs: 1_000,
};
/** One turn is enough for a hello, and nobody is there to be asked. */
const TRIAL = {
  limits: { ...NO_BUDGET, maxTurns: 3 },
  session: null,
  answerTimeoutMs: 0,
};
const RETRY_MS = 100;
const ENDING_GRACE_MS = 10_000;
/** An agent that is told to stop has a while to do so. */
const OVERTIME_MS = 10_000;

/** Runs a profile once on an empty repository, contained like an attempt, and keeps nothing of it. */
@Injectable()
export class AgentTrials implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('AgentTrials');
  private readonly underWay = new Map<RunnerHandle, Promise<unknown>>();

  constructor(
    private readonly port: AgentTrialPort,
    private readonly sandboxes: Sandboxes,
    private readonly places: AgentPlaces,
    private readonly projects: ProjectsService,
    private readonly instance: Instance,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.port.provider = this;
  }

  /** What a server that died has left. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role === 'api') return;
    const left = await readdir(this.folder).catch(() => []);
    this.sweep(left).catch((error: unknown) =>
      this.logger.warn({ msg: 'old trials were not removed', err: error }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    for (const handle of this.underWay.keys()) handle.terminate();
    await Promise.allSettled(this.underWay.values());
  }

  async run(request: TrialRequest): Promise<TrialResult> {
    const runId = newId();
    const root = join(this.folder, runId);
    const startedAt = performance.now();
    try {
      const { step, isolation } = await this.prepare(request, root);
      const address = { runId, token: randomBytes(32).toString('hex'), runDirectory: join(root, 'run') };
      const heard = await this.follow(address, step, request.timeoutMs);
      return { ...resultOf(heard), isolation, durationMs: heard.durationMs ?? since(startedAt) };
    } catch (error) {
      if (!(error instanceof StepFailed) && !(error instanceof RunnerNotStarted)) throw error;
      return {
        output: '',
        exitCode: null,
        durationMs: since(startedAt),
        isolation: null,
        end: 'not_started',
        problem: error.message,
      };
    } finally {
      await removeTree(root);
    }
  }

  private get folder(): string {
    return join(this.instance.dataDir, TRIALS_FOLDER);
  }

  private async prepare(
    { agent, ownerId, projectId, prompt }: TrialRequest,
    root: string,
  ): Promise<{ step: StepSpec; isolation: TrialIsolation }> {
    const project = projectId === null ? null : await this.projects.get(projectId);
    const isolation = await this.sandboxes.isolationFor(agent, project?.network ?? 'open');
    const workspace = join(root, 'workspace');
    const folders = { mirror: null, workspace, home: join(root, 'home'), temporary: join(root, 'tmp') };
    for (const folder of [folders.home, folders.temporary])
      await mkdir(folder, { recursive: true, mode: 0o700 });
    await createScratchRepository(workspace);
    const profile = agentAtStart(agent);
    const confinement = { isolation, networkAllow: project?.networkAllow ?? DEFAULT_NETWORK_ALLOW };
    const place = await this.places.placeOf(profile, { ownerId, projectId }, folders, confinement);
    const stateDirectory = join(root, 'state');
    const step = agentStep(profile, { ...place, cwd: workspace, prompt, stateDirectory, ...TRIAL });
    return { step, isolation };
  }

  private async follow(address: RunnerAddress, step: StepSpec, timeoutMs: number): Promise<Heard> {
    const handle = new RunnerHandle(address, FENCE);
    const work = this.listen(handle, address, step, timeoutMs);
    this.underWay.set(handle, work);
    try {
      return await work;
    } finally {
      this.underWay.delete(handle);
    }
  }

  private async listen(
    handle: RunnerHandle,
    address: RunnerAddress,
    step: StepSpec,
    timeoutMs: number,
  ): Promise<Heard> {
    const limits = { ...LIMITS, ...this.config.runLimits, runtimeMs: timeoutMs };
    const spec = { ...address, fence: FENCE, toolPath: programPath(), redact: [], steps: [step], limits };
    await launchRunner(spec, RUNNER_SCRIPT);
    let heard = NOTHING_HEARD;
    // Its own clock stands still while the provider makes it wait, which may be for hours.
    const over = AbortSignal.timeout(timeoutMs + OVERTIME_MS);
    const terminate = () => handle.terminate();
    over.addEventListener('abort', terminate, { once: true });
    try {
      for await (const batch of handle.attach(0)) heard = hear(heard, batch.records);
      await handle.acknowledge().catch(() => undefined); // it may have left by itself
    } finally {
      over.removeEventListener('abort', terminate);
      await end(address, handle);
    }
    return heard.stopped === 'runner_terminated' && over.aborted
      ? { ...heard, stopped: 'runtime_limit' }
      : heard;
  }

  private async sweep(runIds: readonly string[]): Promise<void> {
    for (const runId of runIds) {
      const root = join(this.folder, runId);
      const address = { runId, token: '', runDirectory: join(root, 'run') };
      // A runner that is still booting finds its run taken.
      claimAbandonedRun(address);
      await end(address, new RunnerHandle(address, FENCE));
      await removeTree(root);
    }
  }
}

/** After this nothing of the run is alive. */
async function end(address: RunnerAddress, handle: RunnerHandle): Promise<void> {
  const deadline = performance.now() + ENDING_GRACE_MS;
  handle.terminate();
  while (handle.isRunnerAlive() && performance.now() < deadline) await sleep(RETRY_MS);
  handle.terminate('SIGKILL'); // a sandbox does not outlive it
  await destroySurvivors(address);
}

const since = (start: number): number => Math.round(performance.now() - start);

function resultOf(heard: Heard): Pick<TrialResult, 'output' | 'exitCode' | 'end' | 'problem'> {
  const { exitCode, stopped, error } = heard;
  const output = heard.output.slice(-MAX_OUTPUT);
  if (error !== null) return { output, exitCode, end: 'not_started', problem: error };
  if (stopped === 'runtime_limit') return { output, exitCode, end: 'timed_out', problem: null };
  if (stopped !== null) return { output, exitCode, end: 'stopped', problem: stopped };
  return { output, exitCode, end: 'exited', problem: null };
}
