import { signInHint } from '../../agents/agents.service.js';
import type { AgentBudget, StepSpec } from '../../platform/process/run-protocol/run-spec.js';
import { keyScopeOf } from '../../projects/keys/keys.service.js';
import { addUsage } from './add-usage.js';
import type { AttemptFailure } from '../attempt.entity.js';
import { agentBudget, nothingLeft, overBudgetNow, stricter } from './agent-budget.js';
import { agentFailure, outOfTime } from './agent-failure.js';
import { attemptFailure } from './failure-of.js';
import { agentFolders } from './agent-folders.js';
import { writePrompt } from './agent-prompt.js';
import { agentStep } from './agent-step.js';
import { agentTaskList, describeSubtask } from './agent-tasks.js';
import type { Subtask } from '../../tasks/subtasks.service.js';
import type { RunEntity } from '../runs/run.entity.js';
import type { PipelineStep, StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';
import { promptComments } from './prompt-comments.js';
import { watchFiles } from './watch-files.js';

const DEFAULT_RUNTIME_S = 2 * 60 * 60;
const GO_ON =
  'You were interrupted in the middle of your work. The workspace is as you left it; look at what is done, then go on with the task.';

/** A run of the agent, or why there was none. */
type Thread = { readonly run: RunEntity } | { readonly failure: AttemptFailure };

/** Lets the agent work, through restarts of this server, and says how that ended. */
export const runAgent: PipelineStep = async (context, tools) => {
  const stopWatching = watchFiles(context, tools);
  try {
    const first = await runThread(context, tools, null);
    const lost =
      'run' in first && !context.lease.cancelRequested.aborted ? lostSession(first.run) : undefined;
    if (lost === undefined) return ended(context, tools, [first]);
    return ended(context, tools, [first, await runThread(context, tools, lost)]);
  } finally {
    await stopWatching();
  }
};

function ended(
  context: StepContext,
  tools: PipelineTools,
  threads: readonly Thread[],
): Awaited<ReturnType<PipelineStep>> {
  const runs = threads.flatMap((thread) => ('run' in thread ? [thread.run] : []));
  const usage = runs.map((run) => run.usage).reduce(addUsage, null);
  const changes = runs.flatMap(({ outcome }) => outcome?.task_changes ?? []);
  return {
    event: 'AGENT_ENDED',
    patch: { failure: failureOfLast(threads, context), usage },
    ...(changes.length > 0 && {
      alongside: (manager) => tools.subtasks.recordChangesIn(manager, context.attempt, changes),
    }),
  };
}

function failureOfLast(threads: readonly Thread[], context: StepContext): AttemptFailure | null {
  const last = threads.at(-1);
  if (last === undefined) return null;
  if ('failure' in last) return last.failure;
  return agentFailure(last.run, {
    runtimeS: runtimeLimit(context),
    signInHint: signInHint(context.attempt.agent),
  });
}

interface LostSession {
  readonly sessionId: string;
  readonly before: RunEntity;
}

/** One run of the agent; `resumed`: the one before was lost, and this goes on with its session. */
async function runThread(
  context: StepContext,
  tools: PipelineTools,
  resumed: LostSession | null,
): Promise<Thread> {
  const { attempt, project, paths, lease } = context;
  const { agent } = attempt;
  const purpose = resumed ? 'agent:resumed' : 'agent';
  const budget = agentBudget(agent, project.budgets, {
    run: resumed?.before ?? null,
    todayUsd: await tools.costOfDay(project.id),
  });
  const runtimeMs = runtimeLimit(context) * 1000 - (resumed?.before.outcome?.work?.worked_ms ?? 0);
  if (!(await tools.runs.exists(attempt.id, purpose))) {
    const failure = noBudget(budget, runtimeMs, runtimeLimit(context));
    if (failure) return { failure };
  }
  const run = await tools.runs.complete({
    lease,
    paths,
    purpose,
    role: 'dev',
    limits: { runtimeMs },
    steps: async () => [await stepOf(context, tools, { resumed, budget })],
    overBudget: (now) => overBudgetNow(now.usage, budget, () => tools.costOfDay(project.id, now.startedAt)),
  });
  return { run };
}

async function stepOf(
  context: StepContext,
  tools: PipelineTools,
  { resumed, budget }: { resumed: LostSession | null; budget: AgentBudget },
): Promise<StepSpec> {
  const { attempt, project, paths } = context;
  const { agent } = attempt;
  const confinement = { isolation: attempt.isolation, networkAllow: project.networkAllow };
  const subtasks = await tools.subtasks.ofTask(attempt.taskId);
  return agentStep(agent, {
    ...(await tools.places.placeOf(agent, keyScopeOf(project), agentFolders(paths), confinement)),
    cwd: paths.workspace,
    prompt: resumed ? GO_ON : await promptOf(context, subtasks, tools),
    limits: budget,
    session: resumed ? { id: resumed.sessionId, fork: false } : null,
    stateDirectory: paths.agentState,
    answerTimeoutMs: tools.config.answerTimeoutMs,
    taskList: agentTaskList(attempt, subtasks),
  });
}

function noBudget(budget: AgentBudget, runtimeMs: number, runtimeS: number): AttemptFailure | undefined {
  const words = nothingLeft(budget);
  if (words !== undefined) return attemptFailure('budget_exceeded', `The agent was not started: ${words}.`);
  return runtimeMs > 0 ? undefined : outOfTime(runtimeS);
}

const runtimeLimit = ({ attempt, project }: StepContext): number =>
  stricter(project.budgets.max_runtime_s, attempt.agent.limits.max_runtime_s) ?? DEFAULT_RUNTIME_S;

/** What an agent whose process was lost can be asked to go on with. */
function lostSession(before: RunEntity): LostSession | undefined {
  const { state, outcome } = before;
  const isLost =
    state === 'interrupted' || outcome?.reason === 'orphaned' || outcome?.reason === 'runner_terminated';
  const sessionId = isLost ? outcome?.session_id : undefined;
  return sessionId === undefined ? undefined : { sessionId, before };
}

async function promptOf(
  context: StepContext,
  subtasks: readonly Subtask[],
  tools: PipelineTools,
): Promise<string> {
  const { attempt, task } = context;
  return writePrompt({
    key: task.key,
    title: task.title,
    description: task.description,
    criteria: task.acceptance_criteria.map(({ text }) => text),
    subtasks: subtasks.map((subtask) => ({
      title: subtask.title,
      description: describeSubtask(subtask),
      done: subtask.status === 'done',
    })),
    keepsTaskList: attempt.agent.adapter === 'claude',
    focusFiles: task.focus_files,
    instructions: attempt.agent.instructions,
    conflicts: { branch: attempt.baseBranch, files: attempt.conflicts },
    feedback: attempt.feedback,
    comments: await promptComments(context, tools),
  });
}
