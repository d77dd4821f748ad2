import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { GATES, type GateName, type GateStatus } from '../../contracts/attempt-status.js';
import { captureIndex } from '../../git/capture-index.js';
import { createCheckout } from '../../git/create-workspace.js';
import { evidenceTreeOf } from '../../git/evidence-tree.js';
import { listTouchedFiles } from '../../git/list-touched-files.js';
import { treeOf } from '../../git/resolve-commit.js';
import { runFiles } from '../../platform/process/run-protocol/run-directory.js';
import { gatePaths } from '../attempt-paths.js';
import { copyWorkspaceFiles } from '../copy-workspace-files.js';
import type { RunEntity } from '../run.entity.js';
import type { PipelineStep, StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';

type Command = { run: string; timeout_s: number };

/** One commit's checkout, on which gates run one after the other. */
interface Bench {
  /** Names its folder and its runs; the same after a restart. */
  name: string;
  commit: string;
}

/**
 * Runs the gates on a fresh checkout of the attempt's result, each in a run of its own, so that what a gate
 * changes is seen and blamed on it. Resumes behind the last gate that has a result.
 */
export const runGates: PipelineStep = async (context, tools) => {
  const { attempt, lease } = context;
  if (!attempt.headSha || !attempt.treeSha) return { event: 'GATES_ENDED' };
  const bench: Bench = { name: `gates-${attempt.gatesRound}`, commit: attempt.headSha };
  const wanted = wantedGates(context);
  if (!(await tools.runs.exists(attempt.id, purposeOf(bench, wanted[0]?.gate)))) {
    await tools.gates.queue(attempt.id, wanted.map(({ gate, command }) => ({ gate, command: command.run })));
    await setUp(bench, context);
  }
  let installed = true;
  for (const { gate, command } of wanted) {
    if (lease.cancelRequested.aborted || !installed) break;
    const passed = await runGate({ gate, command, bench }, context, tools);
    if (gate === 'install') installed = passed;
  }
  await tools.gates.skipUnfinished(attempt.id);
  return { event: 'GATES_ENDED' };
};

interface GateRun {
  gate: GateName;
  command: Command;
  bench: Bench;
}

/** The configured commands of the gates that were asked for, in the order of execution. */
function wantedGates({ attempt, project }: StepContext): { gate: GateName; command: Command }[] {
  return GATES.flatMap((gate) => {
    const command = project.commands[gate];
    return command && attempt.gatesWanted.includes(gate) ? [{ gate, command }] : [];
  });
}

async function runGate(gateRun: GateRun, context: StepContext, tools: PipelineTools): Promise<boolean> {
  const { attempt, paths, lease } = context;
  const { gate, bench } = gateRun;
  const done = (await tools.gates.listOne(attempt.id)).find((result) => result.gate === gate);
  if (done && !['queued', 'running'].includes(done.status)) return done.status === 'passed';
  await tools.gates.markRunning(attempt.id, gate, attempt.treeSha ?? '');
  await tools.announce(attempt);
  const run = await completeGate(gateRun, context, tools);
  if (run.outcome?.reason === 'cancelled') return false;
  const status = statusOf(run, gate);
  const mutatedTree = await touchesTrackedFiles(bench, context, tools);
  const outputRef = await keepOutput(run, gate, context, tools);
  const baseline = status === 'passed' ? null : await baselineOf(gateRun, context, tools);
  const step = run.outcome?.steps[gate];
  const outcome = {
    status,
    exitCode: step?.code ?? null,
    durationMs: step?.duration_ms ?? null,
    outputRef,
    treeSha: attempt.treeSha,
    baseline,
    mutatedTree,
    finishedAt: new Date(),
  };
  await tools.settleGate(attempt, gate, outcome, lease.fence);
  await rm(gatePaths(paths.gates, baselineBench(context, gate).name).root, { recursive: true, force: true });
  return status === 'passed';
}

async function completeGate({ gate, command, bench }: GateRun, context: StepContext, tools: PipelineTools): Promise<RunEntity> {
  const { attempt, project, paths, lease } = context;
  const place = gatePaths(paths.gates, bench.name);
  const folders = { mirror: paths.mirror, workspace: place.checkout, home: place.home, temporary: place.tmp };
  const { env, secrets } = await tools.sandboxes.environment(project.id, folders, []);
  return tools.runs.complete({
    lease,
    paths,
    purpose: purposeOf(bench, gate),
    role: null,
    limits: { runtimeMs: command.timeout_s * 1000 + 60_000 },
    steps: [
      {
        name: gate,
        command: command.run,
        cwd: place.checkout,
        env,
        secrets,
        input: { kind: 'text', text: '', keepOpen: false },
        sandbox: tools.sandboxes.policy(attempt.isolation, folders),
        timeoutMs: command.timeout_s * 1000,
        onFailure: 'stop',
      },
    ],
  });
}

const purposeOf = (bench: Bench, gate: GateName | undefined): string => `${bench.name}:${gate ?? ''}`;

async function setUp({ name, commit }: Bench, { project, paths }: StepContext): Promise<void> {
  const place = gatePaths(paths.gates, name);
  await rm(place.root, { recursive: true, force: true });
  for (const folder of [place.home, place.tmp, place.snapshot]) await mkdir(folder, { recursive: true, mode: 0o700 });
  await createCheckout({ mirror: paths.mirror, workspace: place.checkout, commit });
  await captureIndex({ mirror: paths.mirror, workspace: place.checkout, snapshotDir: place.snapshot, commit });
  if (project.localPath) await copyWorkspaceFiles(project.localPath, place.checkout, project.setup.workspace_files);
}

async function keepOutput(
  run: RunEntity,
  gate: GateName,
  { attempt }: StepContext,
  tools: PipelineTools,
): Promise<string | null> {
  const file = runFiles(run.directory).rawLog(gate);
  if (!existsSync(file)) return null;
  const name = `${gate}-${attempt.gatesRound}.log`;
  const contentType = 'text/plain; charset=utf-8';
  const artifact = { attemptId: attempt.id, kind: 'gate_output', name, contentType, source: { file } } as const;
  return (await tools.artifacts.put(artifact)).id;
}

async function touchesTrackedFiles({ name }: Bench, { attempt, paths }: StepContext, tools: PipelineTools): Promise<boolean> {
  const place = gatePaths(paths.gates, name);
  const confine = tools.sandboxes.confine(attempt.isolation);
  const capture = { mirror: paths.mirror, workspace: place.checkout, snapshotDir: place.snapshot };
  return (await listTouchedFiles({ ...capture, ...(confine && { confine }) })).length > 0;
}

function statusOf(run: RunEntity, gate: GateName): GateStatus {
  const step = run.outcome?.steps[gate];
  if (step?.timed_out || run.outcome?.reason === 'runtime_limit') return 'timed_out';
  if (!step || step.error || run.state === 'interrupted' || run.state === 'stopped') return 'error';
  return step.code === 0 ? 'passed' : 'failed';
}

/** A bench of its own for every red gate. */
const baselineBench = ({ attempt }: StepContext, gate: GateName): Bench => ({
  name: `baseline-${attempt.gatesRound}-${gate}`,
  commit: attempt.baseSha ?? '',
});

/** How a red gate ends on the base: what failed before is not blamed on this change. Asked once per tree and command. */
async function baselineOf(
  { gate, command }: GateRun,
  context: StepContext,
  tools: PipelineTools,
): Promise<'passed' | 'failed' | null> {
  const { attempt, project, paths, lease } = context;
  if (!attempt.baseSha) return null;
  const install = gate === 'install' ? null : project.commands.install;
  const key = {
    projectId: project.id,
    treeSha: await evidenceTreeOf(paths.mirror, await treeOf(paths.mirror, attempt.baseSha)),
    gate,
    commandHash: createHash('sha256').update(JSON.stringify([install?.run, command.run])).digest('hex'),
  };
  if (key.treeSha === attempt.treeSha) return 'failed';
  const known = await tools.gates.findBaseline(key);
  if (known) return known;
  const bench = baselineBench(context, gate);
  await setUp(bench, context);
  const steps = [...(install ? [{ gate: 'install' as const, command: install }] : []), { gate, command }];
  let status: GateStatus = 'passed';
  for (const step of steps) {
    if (status !== 'passed' || lease.cancelRequested.aborted) break;
    const run = await completeGate({ ...step, bench }, context, tools);
    status = statusOf(run, step.gate);
  }
  if (lease.cancelRequested.aborted || status === 'error') return null;
  const baseline = status === 'passed' ? 'passed' : 'failed';
  await tools.gates.saveBaseline(key, baseline);
  return baseline;
}
