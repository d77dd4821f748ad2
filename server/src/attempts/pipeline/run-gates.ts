import { existsSync } from 'node:fs';
import { GATES, type GateName } from '../../contracts/attempt-status.js';
import type { Command } from '../../projects/projects.service.js';
import { runFiles } from '../../platform/process/run-protocol/run-directory.js';
import { checkpoint } from '../../platform/process/checkpoint.js';
import type { RunEntity } from '../runs/run.entity.js';
import { compareWithBase } from './compare-with-base.js';
import {
  type Bench,
  type GateOnBench,
  isBenchInUse,
  runOnBench,
  setUpBench,
  detailOf,
  statusOf,
  touchesTrackedFiles,
} from './gate-bench.js';
import type { PipelineStep, StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';

/**
 * Runs the gates on a fresh checkout of the attempt's result, each in a run of its own, so that what a gate
 * changes is seen and blamed on it. Resumes behind the last gate that has a result.
 */
export const runGates: PipelineStep = async (context, tools) => {
  const { attempt, lease } = context;
  if (!attempt.headSha || !attempt.treeSha) return { event: 'GATES_ENDED' };
  const bench: Bench = { name: `gates-${attempt.gatesRound}`, commit: attempt.headSha };
  const wanted = wantedGates(context);
  const [first] = wanted;
  if (!first) return { event: 'GATES_ENDED' };
  if (!(await isBenchInUse(bench, first.gate, context, tools))) {
    const queued = wanted.map(({ gate, command }) => ({ gate, command: command.run }));
    await tools.gates.queue(attempt.id, queued);
    await setUpBench(bench, context, tools);
    checkpoint('gates.bench_ready');
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

/** The configured commands of the gates that were asked for, in the order of execution. */
function wantedGates({ attempt, project }: StepContext): { gate: GateName; command: Command }[] {
  return GATES.flatMap((gate) => {
    const command = project.commands[gate];
    return command && attempt.gatesWanted.includes(gate) ? [{ gate, command }] : [];
  });
}

async function runGate(step: GateOnBench, context: StepContext, tools: PipelineTools): Promise<boolean> {
  const { attempt, lease } = context;
  const { gate, bench } = step;
  const done = (await tools.gates.listOne(attempt.id)).find((result) => result.gate === gate);
  if (done && !['queued', 'running'].includes(done.status)) return done.status === 'passed';
  await tools.gates.markRunning(attempt.id, gate, attempt.treeSha ?? '');
  await tools.announce(attempt);
  const run = await runOnBench(step, context, tools);
  if (run.outcome?.reason === 'cancelled') return false;
  const status = statusOf(run, gate);
  const mutatedTree = await touchesTrackedFiles(gate, bench, context, tools);
  const outputRef = await keepOutput(run, gate, context, tools);
  checkpoint('gates.output_kept');
  const baseline = status === 'passed' ? null : await compareWithBase(step, context, tools);
  const exit = run.outcome?.steps[gate];
  const outcome = {
    status,
    exitCode: exit?.code ?? null,
    detail: detailOf(run, gate),
    durationMs: exit?.duration_ms ?? null,
    outputRef,
    treeSha: attempt.treeSha,
    baseline,
    mutatedTree,
    finishedAt: new Date(),
  };
  await tools.settleGate(attempt, gate, outcome, lease.fence);
  return status === 'passed';
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
  const artifact = {
    attemptId: attempt.id,
    kind: 'gate_output',
    name,
    contentType,
    source: { file },
  } as const;
  return (await tools.artifacts.put(artifact)).id;
}
