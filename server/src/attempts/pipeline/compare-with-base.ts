import { createHash } from 'node:crypto';
import type { GateStatus } from '../../contracts/attempt-status.js';
import { evidenceTreeOf } from '../../git/evidence-tree.js';
import { treeOf } from '../../git/resolve-commit.js';
import {
  type Bench,
  type GateOnBench,
  isBenchInUse,
  removeBench,
  runOnBench,
  setUpBench,
  statusOf,
} from './gate-bench.js';
import type { StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';

/**
 * How a red gate ends on the base: what failed before is not blamed on this change. Asked once per tree and
 * command; `null` when nobody can tell.
 */
export async function compareWithBase(
  gate: Omit<GateOnBench, 'bench'>,
  context: StepContext,
  tools: PipelineTools,
): Promise<'passed' | 'failed' | null> {
  const { attempt, project, paths } = context;
  if (!attempt.baseSha) return null;
  const treeSha = await evidenceTreeOf(paths.mirror, await treeOf(paths.mirror, attempt.baseSha));
  if (treeSha === attempt.treeSha) return 'failed';
  const key = {
    projectId: project.id,
    treeSha,
    gate: gate.gate,
    commandHash: hashOf(stepsOf(gate, context)),
  };
  const known = await tools.gates.findBaseline(key);
  if (known) return known;
  const status = await runOnBase(gate, attempt.baseSha, context, tools);
  if (status !== 'passed' && status !== 'failed') return null;
  await tools.gates.saveBaseline(key, status);
  return status;
}

async function runOnBase(
  gate: Omit<GateOnBench, 'bench'>,
  commit: string,
  context: StepContext,
  tools: PipelineTools,
): Promise<GateStatus | 'cancelled'> {
  const bench: Bench = { name: `baseline-${context.attempt.gatesRound}-${gate.gate}`, commit };
  const steps = stepsOf(gate, context);
  const first = steps[0]?.gate ?? gate.gate;
  if (!(await isBenchInUse(bench, first, context, tools))) await setUpBench(bench, context, tools);
  let status: GateStatus = 'passed';
  for (const step of steps) {
    if (context.lease.cancelRequested.aborted) return 'cancelled';
    status = statusOf(await runOnBench({ ...step, bench }, context, tools), step.gate);
    if (status !== 'passed') break;
  }
  await removeBench(bench, context);
  return status;
}

/** The gate with the install that it needs before. */
function stepsOf(gate: Omit<GateOnBench, 'bench'>, { project }: StepContext): Omit<GateOnBench, 'bench'>[] {
  const { install } = project.commands;
  return gate.gate === 'install' || !install ? [gate] : [{ gate: 'install', command: install }, gate];
}

const hashOf = (steps: readonly Omit<GateOnBench, 'bench'>[]): string =>
  createHash('sha256')
    .update(JSON.stringify(steps.map(({ command }) => command.run)))
    .digest('hex');
