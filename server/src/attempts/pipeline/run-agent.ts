import { signInHint } from '../../agents/agents.service.js';
import { keyScopeOf } from '../../projects/keys/keys.service.js';
import { addUsage } from './add-usage.js';
import { agentBudget, stricter } from './agent-budget.js';
import { agentFailure } from './agent-failure.js';
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

/** Lets the agent work, through restarts of this server, and says how that ended. */
export const runAgent: PipelineStep = async (context, tools) => {
  const stopWatching = watchFiles(context, tools);
  try {
    const first = await runThread(context, tools, null);
    const sessionId = lostSession(first);
    if (sessionId === undefined || context.lease.cancelRequested.aborted)
      return ended(context, tools, [first]);
    return ended(context, tools, [first, await runThread(context, tools, { sessionId, before: first })]);
  } finally {
    await stopWatching();
  }
};

function ended(
  context: StepContext,
  tools: PipelineTools,
  runs: readonly RunEntity[],
): Awaited<ReturnType<PipelineStep>> {
  const last = runs.at(-1);
  const usage = runs.map((run) => run.usage).reduce(addUsage, null);
  const how = { runtimeS: runtimeLimit(context), signInHint: signInHint(context.attempt.agent) };
  const failure = last ? agentFailure(last, how) : null;
  const changes = runs.flatMap(({ outcome }) => outcome?.task_changes ?? []);
  return {
    event: 'AGENT_ENDED',
    patch: { failure, usage },
    ...(changes.length > 0 && {
      alongside: (manager) => tools.subtasks.recordChangesIn(manager, context.attempt, changes),
    }),
  };
}

/** One run of the agent; `resumed`: the one before was lost, and this goes on with its session. */
async function runThread(
  context: StepContext,
  tools: PipelineTools,
  resumed: { sessionId: string; before: RunEntity } | null,
): Promise<RunEntity> {
  const { attempt, project, paths, lease } = context;
  const { agent } = attempt;
  const confinement = { isolation: attempt.isolation, networkAllow: project.networkAllow };
  const folders = agentFolders(paths);
  const subtasks = await tools.subtasks.ofTask(attempt.taskId);
  const step = agentStep(agent, {
    ...(await tools.places.placeOf(agent, keyScopeOf(project), folders, confinement)),
    cwd: paths.workspace,
    prompt: resumed ? GO_ON : await promptOf(context, subtasks, tools),
    limits: agentBudget(agent, project.budgets, {
      usage: resumed?.before.usage ?? null,
      todayUsd: await tools.costToday(project.id),
    }),
    session: resumed ? { id: resumed.sessionId, fork: false } : null,
    stateDirectory: paths.agentState,
    answerTimeoutMs: tools.config.answerTimeoutMs,
    taskList: agentTaskList(attempt, subtasks),
  });
  return tools.runs.complete({
    lease,
    paths,
    purpose: resumed ? 'agent:resumed' : 'agent',
    role: 'dev',
    limits: { runtimeMs: runtimeLimit(context) * 1000 },
    steps: [step],
  });
}

const runtimeLimit = ({ attempt, project }: StepContext): number =>
  stricter(project.budgets.max_runtime_s, attempt.agent.limits.max_runtime_s) ?? DEFAULT_RUNTIME_S;

/** What an agent whose process was lost can be asked to go on with. */
function lostSession({ state, outcome }: RunEntity): string | undefined {
  const isLost =
    state === 'interrupted' || outcome?.reason === 'orphaned' || outcome?.reason === 'runner_terminated';
  return isLost ? outcome?.session_id : undefined;
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
