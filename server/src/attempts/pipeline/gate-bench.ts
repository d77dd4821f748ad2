import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { GateName, GateStatus } from '../../contracts/attempt-status.js';
import { captureIndex } from '../../git/capture-index.js';
import { createCheckout } from '../../git/create-workspace.js';
import { listTouchedFiles } from '../../git/list-touched-files.js';
import { NO_INPUT } from '../../platform/process/run-protocol/run-spec.js';
import { removeTree } from '../../platform/storage/remove-tree.js';
import { keyScopeOf } from '../../projects/keys/keys.service.js';
import type { Command } from '../../projects/projects.service.js';
import { gatePaths } from '../attempt-paths.js';
import { copyWorkspaceFiles } from './copy-workspace-files.js';
import type { RunEntity } from '../runs/run.entity.js';
import type { StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';
import { whyStopped } from './why-stopped.js';

/** A fresh checkout of one commit, on which gates run one after the other. */
export interface Bench {
  /** Names its folder and its runs; the same after a restart. */
  readonly name: string;
  readonly commit: string;
}

export interface GateOnBench {
  readonly gate: GateName;
  readonly command: Command;
  readonly bench: Bench;
}

/** Whether a gate has run on it, before a restart. */
export function isBenchInUse(
  bench: Bench,
  first: GateName,
  { attempt }: StepContext,
  tools: PipelineTools,
): Promise<boolean> {
  return tools.runs.exists(attempt.id, purposeOf(bench, first));
}

/** Makes the checkout; what a server that was killed left of one goes. */
export async function setUpBench(
  bench: Bench,
  { attempt, project, paths }: StepContext,
  tools: PipelineTools,
): Promise<void> {
  const place = gatePaths(paths.gates, bench.name);
  await removeTree(place.root);
  const folders = [place.home, place.tmp, place.snapshot];
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mirror } = paths;
  const { checkout: workspace, snapshot: snapshotDir } = place;
  const confined = await tools.sandboxes.confined(attempt.isolation, place.tmp);
  await createCheckout({ mirror, workspace, commit: bench.commit, ...confined });
  await captureIndex({ mirror, workspace, snapshotDir, commit: bench.commit });
  if (project.localPath)
    await copyWorkspaceFiles(project.localPath, workspace, project.setup.workspace_files);
}

/** Runs one gate to its end, or follows the run that was under way before a restart. */
export async function runOnBench(
  { gate, command, bench }: GateOnBench,
  context: StepContext,
  tools: PipelineTools,
): Promise<RunEntity> {
  const { attempt, project, paths, lease } = context;
  const place = gatePaths(paths.gates, bench.name);
  const folders = { mirror: paths.mirror, workspace: place.checkout, home: place.home, temporary: place.tmp };
  const scope = keyScopeOf(project);
  return tools.runs.complete({
    lease,
    paths,
    purpose: purposeOf(bench, gate),
    role: null,
    limits: { runtimeMs: command.timeout_s * 1000 + 60_000 },
    steps: async () => [
      {
        name: gate,
        command: command.run,
        cwd: place.checkout,
        ...(await tools.sandboxes.environment(scope, folders, [], attempt.isolation)),
        input: NO_INPUT,
        sandbox: tools.sandboxes.policy(
          attempt.isolation,
          folders,
          await tools.sandboxes.proxyNetwork(scope, project.networkAllow, []),
        ),
        timeoutMs: command.timeout_s * 1000,
        onFailure: 'stop',
      },
    ],
  });
}

/** How a gate ended, as its runner saw it. */
export function statusOf(run: RunEntity, gate: GateName): GateStatus {
  const step = run.outcome?.steps[gate];
  if (step?.timed_out || run.outcome?.reason === 'runtime_limit') return 'timed_out';
  if (!step || step.error || run.state === 'interrupted' || run.state === 'stopped') return 'error';
  return step.code === 0 ? 'passed' : 'failed';
}

/** Why a gate had no end of its own, for people; null where it had one. */
export function detailOf({ state, outcome }: RunEntity, gate: GateName): string | null {
  const isLost = state === 'interrupted' || outcome === null;
  const why = isLost ? 'was lost with its runner.' : whyStopped(outcome, gate);
  return why && `The command ${why}`;
}

/** Whether a gate that has just ended changed files that git tracks, and that no gate before it had changed. */
export async function touchesTrackedFiles(
  gate: GateName,
  { name }: Bench,
  { attempt, paths }: StepContext,
  tools: PipelineTools,
): Promise<boolean> {
  const place = gatePaths(paths.gates, name);
  const capture = { mirror: paths.mirror, workspace: place.checkout, snapshotDir: place.snapshot };
  const touched = await listTouchedFiles({
    ...capture,
    ...(await tools.sandboxes.confined(attempt.isolation)),
  });
  const blamed = await readBlamed(place.blamed);
  const byOthers = new Set(Object.entries(blamed).flatMap(([other, paths]) => (other === gate ? [] : paths)));
  const own = touched.filter((path) => !byOthers.has(path));
  if (own.length > 0) await writeFile(place.blamed, JSON.stringify({ ...blamed, [gate]: own }));
  return own.length > 0;
}

/** Files by gate; written by the function above, in a folder that no gate sees. */
async function readBlamed(file: string): Promise<Partial<Record<GateName, string[]>>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text) as Partial<Record<GateName, string[]>>;
}

export async function removeBench({ name }: Bench, { paths }: StepContext): Promise<void> {
  await removeTree(gatePaths(paths.gates, name).root);
}

const purposeOf = (bench: Bench, gate: GateName): string => `${bench.name}:${gate}`;
