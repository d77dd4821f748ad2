import { keyScopeOf } from '../../projects/keys/keys.service.js';
import { addUsage } from './add-usage.js';
import { agentBudget, stricter } from './agent-budget.js';
import { agentFailure } from './agent-failure.js';
import { agentFolders } from './agent-folders.js';
import { writePrompt } from './agent-prompt.js';
import { agentStep } from './agent-step.js';
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
    if (sessionId === undefined || context.lease.cancelRequested.aborted) return ended(context, [first]);
    return ended(context, [first, await runThread(context, tools, { sessionId, before: first })]);
  } finally {
    await stopWatching();
  }
};

function ended(context: StepContext, runs: readonly RunEntity[]): Awaited<ReturnType<PipelineStep>> {
  const last = runs.at(-1);
  const usage = runs.map((run) => run.usage).reduce(addUsage, null);
  const failure = last ? agentFailure(last, runtimeLimit(context)) : null;
  return { event: 'AGENT_ENDED', patch: { failure, usage } };
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
  const step = agentStep(agent, {
    ...(await tools.places.placeOf(agent, keyScopeOf(project), folders, confinement)),
    cwd: paths.workspace,
    prompt: resumed ? GO_ON : await promptOf(context, tools),
    limits: agentBudget(agent, project.budgets, {
      usage: resumed?.before.usage ?? null,
      todayUsd: await tools.costToday(project.id),
    }),
    session: resumed ? { id: resumed.sessionId, fork: false } : null,
    stateDirectory: paths.agentState,
    answerTimeoutMs: tools.config.answerTimeoutMs,
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

async function promptOf(context: StepContext, tools: PipelineTools): Promise<string> {
  const { attempt, task } = context;
  return writePrompt({
    key: task.key,
    title: task.title,
    description: task.description,
    criteria: task.acceptance_criteria.map(({ text }) => text),
    focusFiles: task.focus_files,
    instructions: attempt.agent.instructions,
    conflicts: { branch: attempt.baseBranch, files: attempt.conflicts },
    feedback: attempt.feedback,
    comments: await promptComments(context, tools),
  });
}
