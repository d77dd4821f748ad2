import { type ChildProcess, execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { type Containment, GroupContainment, NamespaceContainment } from '../platform/process/containment.js';
import { countLimitHits, enterCgroup } from '../platform/process/process-cgroup.js';
import { identifyProcess } from '../platform/process/process-identity.js';
import { lowerPriority } from '../platform/process/process-priority.js';
import { countThreads, listProcesses } from '../platform/process/process-table.js';
import { RUN_MARKER } from '../platform/process/run-protocol/run-directory.js';
import type {
  ContainerSandbox,
  RunSpec,
  SandboxPolicy,
  StepSpec,
} from '../platform/process/run-protocol/run-spec.js';
import { bubblewrapOptions } from '../platform/process/sandbox/bubblewrap-options.js';
import type { PreparedStep } from './adapters/adapter.js';
import { startInContainer } from './container/container-step.js';
import { listenerCommand, listenerMounts, proxyNetworkOf, serveNetwork } from './network/step-network.js';
import { fileBlocks } from './file-blocks.js';
import { createOutputPipes } from './output-pipe.js';
import { openInput } from './step-input.js';
import { mountsOf, viewFor } from './step-view.js';

export interface StepExit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface StepProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly stdin: Writable | null;
  /** Undefined when the sandbox could not be set up; the reason is on stderr. */
  readonly containment: Containment | undefined;
  readonly exited: Promise<StepExit>;
  /** Lets the step's program begin. Until then a dying runner takes the step with it. */
  begin(): void;
  /** The process that was spawned; what it started is for the containment. */
  kill(): void;
}

/** A step that the runner starts itself. */
type LocalStep = StepSpec & { readonly sandbox: Exclude<SandboxPolicy, ContainerSandbox> };

/** Setting up a sandbox takes milliseconds, unless a mount hangs. */
const START_TIMEOUT_MS = 30_000;

const GATE_FD = 3;
const STATUS_FD = 4;
const OPTIONS_FD = 5;
const CHANNEL_FD = 6;

/**
 * Runs in front of the step's program. bwrap needs 5 to 40 ms until --die-with-parent is armed; a runner
 * killed in that time would leave an unsupervised step. Here it leaves a gate that reads end-of-file.
 */
const GATE = `limit=$1; blocks=$2; listener=$3; shift 3
# Without the step's environment, which may tell a Node what to load; its channel is not for the step.
[ -z "$listener" ] || env -i NODE_CHANNEL_FD=${CHANNEL_FD} $listener </dev/null || exit
exec ${CHANNEL_FD}<&-
echo ready >&${GATE_FD} && read -r go <&${GATE_FD} || exit
{ ulimit -u "$limit" || ulimit -p "$limit"; } 2>/dev/null # bash calls it -u, dash -p
ulimit -f "$blocks"
echo 1000 2>/dev/null >/proc/self/oom_score_adj # a machine without memory ends the step, and not the server
exec "$@" ${GATE_FD}<&-`;

export function startStep(
  step: StepSpec,
  prepared: PreparedStep,
  run: RunSpec,
  reportRefusal: (message: string) => void,
): Promise<StepProcess> {
  const { sandbox } = step;
  return sandbox.mode === 'container'
    ? startInContainer({ ...step, sandbox }, prepared, run, reportRefusal)
    : startLocally({ ...step, sandbox }, prepared, run, reportRefusal);
}

async function startLocally(
  step: LocalStep,
  prepared: PreparedStep,
  run: RunSpec,
  reportRefusal: (message: string) => void,
): Promise<StepProcess> {
  const [stdout, stderr] = createOutputPipes(run.runDirectory);
  const input = openInput(run.runDirectory, prepared.stdin);
  const stdio: SpawnOptions['stdio'] & unknown[] = [
    input.stdio,
    stdout.writerFd,
    stderr.writerFd,
    'pipe',
    'pipe',
    'pipe',
  ];
  const network = proxyNetworkOf(step.sandbox, prepared.upstreams);
  if (network !== undefined) stdio.push('ipc'); // CHANNEL_FD
  const child = spawnContained(step, prepared, run, stdio);
  serveNetwork(child, network, reportRefusal);
  const exited = once(child, 'exit').then(toExit);
  exited.catch(() => undefined); // reported by `once(child, 'spawn')` below
  for (const release of [stdout.closeWriter, stderr.closeWriter, input.release]) release();
  await once(child, 'spawn');

  const watchdog = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  const gate = streamAt(child, GATE_FD);
  gate.on('error', () => undefined);
  const leaderPid = step.sandbox.mode === 'none' ? child.pid : await readInitPid(child);
  const isReady = await Promise.race([once(gate, 'data').then(() => true), exited.then(() => false)]);
  clearTimeout(watchdog);
  if (isReady && leaderPid !== undefined) {
    const pids = withChildren(leaderPid);
    lowerPriority(pids);
    if (process.getuid?.() === 0) enterCgroup(run.runId, pids, run.limits);
  }
  return {
    stdout: stdout.readable,
    stderr: stderr.readable,
    stdin: child.stdin,
    containment: isReady && leaderPid !== undefined ? contain(step, leaderPid, run.runId) : undefined,
    exited,
    begin: () => gate.end('go\n'),
    kill: () => void child.kill('SIGKILL'),
  };
}

function contain(step: StepSpec, leaderPid: number, runId: string): Containment | undefined {
  const leader = identifyProcess(leaderPid);
  if (leader === undefined) return undefined;
  return step.sandbox.mode === 'none'
    ? new GroupContainment(leader, runId)
    : new NamespaceContainment(leader, () => countLimitHits(runId));
}

const withChildren = (leader: number): number[] =>
  listProcesses().flatMap(({ pid, parentPid }) => (pid === leader || parentPid === leader ? pid : []));

/** Node connects additional descriptors with socket pairs, hence readable and writable. */
function streamAt(child: ChildProcess, fd: number): Duplex {
  const streams: readonly unknown[] = child.stdio;
  const stream = streams[fd];
  if (!(stream instanceof Duplex)) throw new Error(`Descriptor ${fd} of the step is no pipe`);
  return stream;
}

function spawnContained(
  { sandbox, ...step }: LocalStep,
  prepared: PreparedStep,
  run: RunSpec,
  stdio: SpawnOptions['stdio'] & object,
): ChildProcess {
  const marker = { [RUN_MARKER]: run.runId };
  const env = { ...prepared.env, ...step.secrets, ...marker };
  const network = proxyNetworkOf(sandbox, prepared.upstreams);
  const gate = ['gate', processLimit(sandbox, run), String(fileBlocks(run)), listenerCommand(network)];
  const gated = ['/bin/sh', '-c', GATE, ...gate, ...prepared.argv];
  if (sandbox.mode === 'none') {
    const [program = '', ...rest] = [...dieWithParent(run.toolPath), ...gated];
    return spawn(program, rest, { stdio, cwd: step.cwd, env, detached: true });
  }
  const command = ['--json-status-fd', `${STATUS_FD}`, '--args', `${OPTIONS_FD}`, '--', ...gated];
  const mounts = [...listenerMounts(network), ...mountsOf(prepared, run)];
  const options = bubblewrapOptions(viewFor(prepared, sandbox), step.cwd, env, mounts);
  // The marker lets a sweep find a bwrap whose runner was killed while it was setting up.
  const child = spawn('bwrap', command, {
    stdio,
    cwd: run.runDirectory,
    env: { PATH: run.toolPath, ...marker },
  });
  child.once('spawn', () => {
    const pipe = streamAt(child, OPTIONS_FD);
    pipe.on('error', () => undefined);
    pipe.end(options.map((option) => `${option}\0`).join(''));
  });
  return child;
}

/** In a user namespace of its own the kernel counts a sandbox alone; without one, all that the user has. */
function processLimit(sandbox: LocalStep['sandbox'], { limits }: RunSpec): string {
  return String(limits.processes + (sandbox.mode === 'none' ? countThreads() : 0));
}

let parentDeathPrefix: readonly string[] | undefined;

/** The signal covers the step's main process; a sweep finds the rest. util-linux has it, macOS and busybox not. */
function dieWithParent(toolPath: string): readonly string[] {
  if (parentDeathPrefix !== undefined) return parentDeathPrefix;
  const prefix = ['setpriv', '--pdeathsig', 'KILL', '--'];
  try {
    execFileSync('setpriv', [...prefix.slice(1), 'true'], { env: { PATH: toolPath }, stdio: 'ignore' });
    parentDeathPrefix = prefix;
  } catch {
    parentDeathPrefix = [];
  }
  return parentDeathPrefix;
}

/** bwrap's first status document names PID 1 of the sandbox, as seen from here. */
async function readInitPid(child: ChildProcess): Promise<number | undefined> {
  const stream = streamAt(child, STATUS_FD);
  let status = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    status += String(chunk);
    if (status.includes('\n')) break;
  }
  stream.resume(); // bwrap reports its exit code here as well and must not run into EPIPE
  return Number(/"child-pid":\s*(\d+)/.exec(status)?.[1] ?? NaN) || undefined;
}

const toExit = ([code, signal]: unknown[]): StepExit => ({
  code: typeof code === 'number' ? code : null,
  signal: typeof signal === 'string' ? signal : null,
});
