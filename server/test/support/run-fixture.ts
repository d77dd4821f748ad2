import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isAlive, type ProcessIdentity, readIdentity } from '../../src/platform/process/process-identity.js';
import { sendSignal } from '../../src/platform/process/process-table.js';
import { runFiles } from '../../src/platform/process/run-protocol/run-directory.js';
import type { RunRecord } from '../../src/platform/process/run-protocol/run-record.js';
import {
  DEFAULT_LIMITS,
  NO_INPUT,
  type RunLimits,
  type RunSpec,
  type SandboxPolicy,
  type StepSpec,
} from '../../src/platform/process/run-protocol/run-spec.js';
import { destroySurvivors } from '../../src/platform/runner-client/abandoned-run.js';
import { launchRunner } from '../../src/platform/runner-client/launch-runner.js';
import { RunnerHandle } from '../../src/platform/runner-client/runner-handle.js';
import { bundleRunner } from './bundle-script.js';
import { repositoryPath } from './repository-path.js';
import { type SandboxMode, usualMode } from './sandbox.js';

export const FIXTURES = repositoryPath('server/test/fixtures');
export const TOOL_PATH = process.env.PATH ?? '/usr/bin:/bin';

let runnerScript: string | undefined;
export const runnerBundle = (): string => (runnerScript ??= bundleRunner());

export interface SpecOptions {
  sandbox?: SandboxMode;
  step?: Partial<StepSpec>;
  limits?: Partial<RunLimits>;
  runDirectory?: string;
  redact?: string[];
}

const folders = new Set<string>();

/** Removed by `cleanUpRuns`. */
export function createFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  folders.add(folder);
  return folder;
}

/** A run of one step, in new folders. */
export function createSpec(command: StepSpec['command'], options: SpecOptions = {}): RunSpec {
  const base = createFolder('run-');
  return {
    runId: randomUUID(),
    token: randomBytes(32).toString('hex'),
    fence: 1,
    runDirectory: options.runDirectory ?? join(base, 'run'),
    toolPath: TOOL_PATH,
    redact: options.redact ?? [],
    steps: [createStep(command, base, options.sandbox ?? usualMode, options.step)],
    limits: { ...DEFAULT_LIMITS, acknowledgeMs: 300, ...options.limits },
  };
}

export function createStep(
  command: StepSpec['command'],
  base: string,
  mode: SandboxMode,
  overrides: Partial<StepSpec> = {},
): StepSpec {
  const [workspace, home, temporary] = [join(base, 'workspace'), join(base, 'home'), join(base, 'tmp')];
  for (const directory of [workspace, home, temporary]) mkdirSync(directory, { recursive: true });
  return {
    name: 'agent',
    command,
    cwd: workspace,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    secrets: {},
    input: NO_INPUT,
    sandbox: mode === 'none' ? { mode } : sandboxFor(workspace, home, temporary),
    timeoutMs: null,
    onFailure: 'stop',
    ...overrides,
  };
}

function sandboxFor(workspace: string, home: string, temporary: string): SandboxPolicy {
  const node = dirname(dirname(process.execPath));
  const toolchain = node.startsWith('/usr') ? [] : [node];
  return {
    mode: 'bubblewrap',
    hidden: [],
    readOnly: [FIXTURES, ...toolchain],
    readWrite: [workspace],
    home,
    temporary,
    network: 'open',
  };
}

export const nodeAgent = (name: string, ...parameters: string[]): string[] => [
  process.execPath,
  join(FIXTURES, `${name}.mjs`),
  ...parameters,
];

export const shellAgent = (name: string, ...parameters: string[]): string[] => [
  '/bin/sh',
  join(FIXTURES, `${name}.sh`),
  ...parameters,
];

export interface StartedRun {
  spec: RunSpec;
  handle: RunnerHandle;
  runner: ProcessIdentity;
}

const started = new Set<StartedRun>();

export async function startRun(spec: RunSpec): Promise<StartedRun> {
  await launchRunner(spec, runnerBundle());
  const runner = readIdentity(runFiles(spec.runDirectory).identity);
  if (!runner) throw new Error('The runner left no identity');
  const run = { spec, handle: new RunnerHandle(spec, 1), runner };
  started.add(run);
  return run;
}

/** Call it after each test: a failed one must leave no process, and none its folders. */
export async function cleanUpRuns(): Promise<void> {
  await killRuns();
  // A sandbox that has just been killed may still be writing.
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.clear();
}

/** Kills every runner that was started, as a crash of the machine would, and what it left. */
export async function killRuns(): Promise<void> {
  for (const { runner, spec } of started) {
    if (isAlive(runner)) sendSignal(runner.pid, 'SIGKILL');
    await destroySurvivors(spec);
  }
  started.clear();
}

/** Launches a run, follows it to its end and returns all its records. */
export async function completeRun(spec: RunSpec): Promise<RunRecord[]> {
  const { handle } = await startRun(spec);
  const records = await collectRecords(handle);
  await handle.acknowledge().catch(() => undefined);
  return records;
}

export async function collectRecords(handle: RunnerHandle, from = 0): Promise<RunRecord[]> {
  const records: RunRecord[] = [];
  for await (const batch of handle.attach(from)) records.push(...batch.records);
  return records;
}

/** Follows the run to its first record of this kind. */
export async function firstOfKind<Kind extends RunRecord['kind']>(handle: RunnerHandle, kind: Kind) {
  for await (const { records } of handle.attach(0)) {
    const [found] = ofKind(records, kind);
    if (found) return found;
  }
  throw new Error(`The run ended without a record of the kind ${kind}`);
}

/** Follows the run until one of its steps has printed `text`. */
export async function untilPrinted(handle: RunnerHandle, text: string): Promise<void> {
  const all: RunRecord[] = [];
  for await (const { records } of handle.attach(0)) {
    if (outputText(records).includes(text)) return;
    all.push(...records);
  }
  throw new Error(`The run ended without printing "${text}": ${JSON.stringify(all)}`);
}

export const ofKind = <Kind extends RunRecord['kind']>(records: readonly RunRecord[], kind: Kind) =>
  records.filter((record): record is RunRecord & { kind: Kind } => record.kind === kind);

export const outputText = (records: readonly RunRecord[]): string[] =>
  ofKind(records, 'stdout').map(({ text }) => text);

export const exitOf = (records: readonly RunRecord[]) => ofKind(records, 'exit')[0];

/** Highest resident memory the process ever had. */
export const peakMemoryMiB = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
