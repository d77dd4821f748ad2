import { checkpoint } from '../../platform/process/checkpoint.js';
import type { AttemptPhase } from '../../contracts/attempt-status.js';
import { attemptPaths } from '../attempt-paths.js';
import { LeaseLost } from '../events/attempt-events.service.js';
import type { Lease } from '../leases/attempt-leases.js';
import type { AttemptEntity, AttemptFailure } from '../attempt.entity.js';
import { failureOf } from './failure-of.js';
import { collect } from './collect.js';
import { install } from './install.js';
import type { PipelineStep, StepContext, StepResult } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';
import { prepare } from './prepare.js';
import { runAgent } from './run-agent.js';
import { runGates } from './run-gates.js';
import { snapshot } from './snapshot.js';

/** The story of an attempt, in order. Merging is no step: a person starts it, and waits for it. */
const STEPS: Record<Exclude<AttemptPhase, 'merging'>, PipelineStep> = {
  preparing: prepare,
  installing: install,
  agent: runAgent,
  snapshot,
  gates: runGates,
  collecting: collect,
};

/** Takes an attempt from wherever its row says it is as far as it goes without a person. */
export async function runPipeline(lease: Lease, tools: PipelineTools): Promise<void> {
  let attempt = await tools.transitions.begin(lease);
  for (let step = stepOf(attempt); step; step = stepOf(attempt)) {
    lease.lost.throwIfAborted();
    const context = await contextOf(attempt, lease, tools);
    checkpoint(`${step.name}.begun`);
    const result = await attemptStep(step.run, context, tools);
    checkpoint(`${step.name}.done`);
    attempt = await tools.transitions.apply({ ...result, attemptId: attempt.id, fence: lease.fence });
  }
}

function stepOf({
  status,
  phase,
}: AttemptEntity): { name: keyof typeof STEPS; run: PipelineStep } | undefined {
  const isUnderWay = status === 'RUNNING' || status === 'GATES_RUNNING';
  if (!isUnderWay || phase === null || phase === 'merging') return undefined;
  return { name: phase, run: STEPS[phase] };
}

async function attemptStep(
  step: PipelineStep,
  context: StepContext,
  tools: PipelineTools,
): Promise<StepResult> {
  try {
    return await step(context, tools);
  } catch (error) {
    const { attempt, lease } = context;
    lease.lost.throwIfAborted();
    if (attempt.phase === 'preparing' && lease.cancelRequested.aborted) return { event: 'CANCELLED' };
    const failure = failureOf(error, attempt.phase);
    if (!failure) throw error;
    return afterFailure(context, failure, tools);
  }
}

/** Ends the step that the attempt is in as failed, after whatever was tried in vain. */
export async function failStep(lease: Lease, failure: AttemptFailure, tools: PipelineTools): Promise<void> {
  const attempt = await tools.transitions.find(lease.attemptId);
  const { event, patch = {} } = await afterFailure({ attempt, lease }, failure, tools);
  await tools.transitions.apply({ attemptId: attempt.id, event, patch, fence: lease.fence });
}

/** What there is, is kept: a failure behind the agent's start goes on to where results are stored. */
async function afterFailure(
  { attempt, lease }: Pick<StepContext, 'attempt' | 'lease'>,
  failure: AttemptFailure,
  tools: PipelineTools,
): Promise<StepResult> {
  switch (attempt.phase) {
    case 'agent':
      return { event: 'AGENT_ENDED', patch: { failure } };
    case 'snapshot':
      return { event: 'SNAPSHOT_TAKEN', patch: { failure } };
    case 'gates': {
      // The agent did its work. That its evidence is missing is for a person to judge, as a red gate is.
      await tools.gates.failUnfinished(attempt.id);
      const payload = { message: 'The gates could not be run.', detail: failure.message };
      await tools.events.append(attempt.id, [{ kind: 'ERROR', payload }], lease.fence);
      return { event: 'GATES_ENDED' };
    }
    default:
      await tools.runs.endUnfinished(lease);
      return { event: 'FAILED', patch: { failure } };
  }
}

async function contextOf(attempt: AttemptEntity, lease: Lease, tools: PipelineTools): Promise<StepContext> {
  const [project, task] = await Promise.all([
    tools.projects.get(attempt.projectId),
    tools.tasks.findResponse(attempt.taskId),
  ]);
  if (!task) throw new LeaseLost(attempt.id); // its task was deleted, and the attempt with it
  return {
    attempt,
    project,
    task,
    lease,
    paths: attemptPaths(tools.instance.dataDir, project.id, attempt.id),
  };
}
