import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ContainerEngine, type ContainerPlan } from '../../platform/process/container/container-engine.js';
import { NamespaceContainment } from '../../platform/process/containment.js';
import { watchLimitHits } from '../../platform/process/process-cgroup.js';
import { identifyProcess, isAlive, type ProcessIdentity } from '../../platform/process/process-identity.js';
import { lowerPriority } from '../../platform/process/process-priority.js';
import { hasEnvironmentEntry } from '../../platform/process/process-table.js';
import { RUN_MARKER } from '../../platform/process/run-protocol/run-directory.js';
import type {
  ContainerSandbox,
  ProxyNetwork,
  RunSpec,
  StepSpec,
} from '../../platform/process/run-protocol/run-spec.js';
import {
  SANDBOX_HOME,
  sandboxEnvironment,
  type SandboxMount,
} from '../../platform/process/sandbox/bubblewrap-options.js';
import { nodeMount, NODE_IN_SANDBOX } from '../../platform/process/sandbox/sandbox-node.js';
import type { PreparedStep } from '../adapters/adapter.js';
import {
  forwarderCommand,
  forwarderMounts,
  proxyNetworkOf,
  serveContainer,
} from '../network/step-network.js';
import { fileBlocks } from '../file-blocks.js';
import type { StepExit, StepProcess } from '../step-process.js';
import { mountsOf, viewFor } from '../step-view.js';
import { ContainerPipes } from './container-pipes.js';
import { makeMountPoints } from './mount-points.js';
import { environmentScript, PIPES_IN_CONTAINER, SUPERVISOR } from './supervisor.js';

type ContainedStep = StepSpec & { readonly sandbox: ContainerSandbox };

/** Docker itself takes a good second on a busy machine. */
const START_TIMEOUT_MS = 60_000;
/** The engine says that a container runs a moment before its program does. */
const EXEC_TIMEOUT_MS = 5_000;
/** What an engine failed to start, it may start the next time. */
const MAX_STARTS = 2;
const LOOK_MS = 20;

/**
 * Starts a step in a container of its own. The engine is needed for the start only: what the step says, how it ends and
 * its end go between the runner and the container's first process, which dies when the runner does.
 */
export async function startInContainer(
  step: ContainedStep,
  prepared: PreparedStep,
  run: RunSpec,
  reportRefusal: (message: string) => void,
): Promise<StepProcess> {
  const engine = await ContainerEngine.at(step.sandbox.engineSocket);
  const network = proxyNetworkOf(step.sandbox, prepared.upstreams);
  const variables = { ...prepared.env, ...step.secrets, [RUN_MARKER]: run.runId };
  const script = environmentScript(sandboxEnvironment(variables, step.sandbox.network));
  const pipes = new ContainerPipes(join(run.runDirectory, `${step.name}.io`), prepared.stdin);
  let endNetwork = (): void => undefined;
  let containerId: string | undefined;
  try {
    endNetwork = await serveContainer(network, relative('.', pipes.folder), reportRefusal);
    const plan = planOf(step, prepared, run, network, pipes.folder, await engine.isRootless());
    makeMountPoints(plan.mounts);
    const { id, leader } = await launch(engine, plan, run.runId);
    containerId = id;
    lowerPriority([leader.pid]);
    const status = new SupervisorStatus(pipes.status, leader);
    await status.saidThat('ready');
    if (network !== undefined) await status.saidThat('listening');
    const { stdin, stdout, stderr, environment } = pipes.connect();
    environment.on('error', () => undefined); // shows up as a step that does not begin
    environment.end(script);
    const limitHits = watchLimitHits(leader.pid);
    const exited = status.exit.finally(limitHits);
    const containment = new NamespaceContainment(leader, limitHits);
    void exited.then(() => {
      pipes.close();
      endNetwork();
    });
    return {
      stdin,
      stdout,
      stderr,
      containment,
      exited,
      begin: () => pipes.begin(),
      kill: () => void containment.destroy(),
    };
  } catch (error) {
    pipes.abandon();
    endNetwork();
    if (containerId !== undefined) await engine.remove(containerId).catch(() => undefined); // or whoever starts next does it
    throw error;
  }
}

function planOf(
  step: ContainedStep,
  prepared: PreparedStep,
  run: RunSpec,
  network: ProxyNetwork | undefined,
  pipes: string,
  isRootless: boolean,
): ContainerPlan {
  const { readOnly, readWrite, home, temporary } = viewFor(prepared, step.sandbox);
  const mounts: SandboxMount[] = [
    ...readOnly.map((path) => ({ source: path, target: path, isReadOnly: true as const })),
    ...readWrite.map((path) => ({ source: path, target: path })),
    { source: home, target: SANDBOX_HOME },
    { source: temporary, target: '/tmp' },
    { source: temporary, target: '/dev/shm' },
    { source: pipes, target: PIPES_IN_CONTAINER },
    nodeMount(),
    ...forwarderMounts(network),
    ...mountsOf(prepared, run),
  ];
  // The runner's own Node lies elsewhere in there.
  const argv = prepared.argv.map((part) => (part === process.execPath ? NODE_IN_SANDBOX : part));
  return {
    name: `antfarm-${run.runId}-${step.name}`,
    image: step.sandbox.image,
    argv: [
      ...['/bin/sh', '-c', SUPERVISOR, 'antfarm', forwarderCommand(network, PIPES_IN_CONTAINER)],
      // Whoever is root of the machine has no namespace of its own in there, and all containers would be counted together.
      ...[String(fileBlocks(run)), isRootless ? String(run.limits.processes) : '', ...argv],
    ],
    cwd: step.cwd,
    env: { [RUN_MARKER]: run.runId },
    mounts: [...new Map(mounts.map((mount) => [mount.target, mount])).values()],
    hasNetwork: step.sandbox.network === 'open',
    isRootless,
    limits: run.limits,
    owner: ownIdentity(),
  };
}

interface RunningContainer {
  readonly id: string;
  readonly leader: ProcessIdentity;
}

/** Until it is told to begin, its step does nothing: a start that failed can be repeated. */
async function launch(
  engine: ContainerEngine,
  plan: ContainerPlan,
  runId: string,
): Promise<RunningContainer> {
  for (let count = 1; ; count++) {
    const id = await engine.create({ ...plan, name: `${plan.name}-${count}` });
    try {
      return { id, leader: await start(engine, id, runId) };
    } catch (error) {
      await engine.remove(id).catch(() => undefined); // or whoever starts next does it
      if (count === MAX_STARTS) throw error;
    }
  }
}

/**
 * The container's first process, which this machine has to see: the engine may be in a virtual machine, or far away. It has
 * the container's environment from the moment on when it runs the image's program instead of the engine's.
 */
async function start(engine: ContainerEngine, id: string, runId: string): Promise<ProcessIdentity> {
  const pid = await engine.start(id);
  const leader = identifyProcess(pid);
  const end = performance.now() + EXEC_TIMEOUT_MS;
  while (leader !== undefined && isAlive(leader) && performance.now() < end) {
    if (hasEnvironmentEntry(pid, `${RUN_MARKER}=${runId}`)) return leader;
    await sleep(LOOK_MS);
  }
  throw new Error(
    'The container ended at once, or does not run on this machine: containers need an engine beside the server, and an image with /bin/sh.',
  );
}

function ownIdentity(): ProcessIdentity {
  const own = identifyProcess(process.pid);
  if (own === undefined) throw new Error('The runner cannot find itself');
  return own;
}

/** What the supervisor says, line by line: "ready", perhaps what its forwarder says, and the step's exit code. */
class SupervisorStatus {
  readonly exit: Promise<StepExit>;
  private readonly said = new Set<string>();

  constructor(
    lines: Readable,
    private readonly leader: ProcessIdentity,
  ) {
    const reader = createInterface({ input: lines });
    this.exit = new Promise((resolve) => {
      reader.on('line', (line) => {
        if (/^\d+$/.test(line)) resolve({ code: Number(line), signal: null });
        else this.said.add(line);
      });
      // Killed, with everything in it.
      reader.on('close', () => {
        resolve({ code: null, signal: 'SIGKILL' });
      });
    });
  }

  async saidThat(word: 'ready' | 'listening'): Promise<void> {
    const end = performance.now() + START_TIMEOUT_MS;
    while (!this.said.has(word)) {
      if (this.said.has('failed'))
        throw new Error("This machine's Node, which the network's proxy needs, does not run in the image.");
      if (!isAlive(this.leader)) throw new Error('The container ended before its step could begin.');
      if (performance.now() > end) throw new Error('The container did not get ready in time.');
      await sleep(LOOK_MS);
    }
  }
}
