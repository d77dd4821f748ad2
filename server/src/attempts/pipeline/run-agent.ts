import { keyScopeOf } from '../../projects/keys/keys.service.js';
import { agentFolders } from './agent-folders.js';
import { agentStep } from './agent-step.js';
import type { AttemptFailure } from '../attempt.entity.js';
import { attemptFailure } from './failure-of.js';
import { writePrompt } from './agent-prompt.js';
import type { RunEntity } from '../runs/run.entity.js';
import type { PipelineStep } from './pipeline-step.js';
import { promptComments } from './prompt-comments.js';
import { watchFiles } from './watch-files.js';

const DEFAULT_RUNTIME_S = 2 * 60 * 60;

/** Lets the agent work, through restarts of this server, and says how that ended. */
export const runAgent: PipelineStep = async (context, tools) => {
  const { attempt, project, task, paths, lease } = context;
  const { agent } = attempt;
  const folders = agentFolders(paths);
  const environment = await tools.sandboxes.environment(keyScopeOf(project), folders, agent.env_allow);
  const runtimeS = stricter(project.budgets.max_runtime_s, agent.limits.max_runtime_s) ?? DEFAULT_RUNTIME_S;
  const step = agentStep(agent, {
    ...environment,
    cwd: paths.workspace,
    sandbox: tools.sandboxes.policy(attempt.isolation, folders),
    prompt: writePrompt({
      key: task.key,
      title: task.title,
      description: task.description,
      criteria: task.acceptance_criteria.map(({ text }) => text),
      focusFiles: task.focus_files,
      instructions: agent.instructions,
      conflicts: { branch: attempt.baseBranch, files: attempt.conflicts },
      feedback: attempt.feedback,
      comments: await promptComments(context, tools),
    }),
  });
  const stopWatching = watchFiles(context, tools);
  const run = await tools.runs
    .complete({
      lease,
      paths,
      purpose: 'agent',
      role: 'dev',
      limits: { runtimeMs: runtimeS * 1000 },
      steps: [step],
    })
    .finally(stopWatching);
  return { event: 'AGENT_ENDED', patch: { failure: failureOf(run, runtimeS), usage: run.usage } };
};

const stricter = (a: number | null | undefined, b: number | null | undefined): number | undefined => {
  const limits = [a, b].filter((limit) => typeof limit === 'number');
  return limits.length > 0 ? Math.min(...limits) : undefined;
};

/** Null when the agent ended well, or was cancelled. */
function failureOf({ state, outcome }: RunEntity, runtimeS: number): AttemptFailure | null {
  if (state === 'succeeded') return null;
  if (state === 'interrupted') {
    return attemptFailure(
      'interrupted',
      'The runner of the agent was lost, and the agent was ended with it.',
    );
  }
  switch (outcome?.reason) {
    case 'cancelled':
      return null;
    case 'runtime_limit':
      return attemptFailure('agent_timeout', `The agent was stopped after ${runtimeS} s.`);
    case 'disk_full':
      return attemptFailure('disk_full', 'The disk stayed full; the agent was stopped.');
    case 'output_limit':
      return attemptFailure('budget_exceeded', 'The agent wrote more output than is kept.');
    case 'orphaned':
      return attemptFailure('interrupted', 'The agent was stopped while no server was there.');
    case 'runner_terminated':
      return attemptFailure('interrupted', 'The agent was stopped because its runner was ended.');
    default:
      return attemptFailure('agent_failed', exitMessage(outcome?.steps['agent']));
  }
}

function exitMessage(
  step: { code: number | null; signal: string | null; error: string | null } | undefined,
): string {
  if (step?.error) return `The agent could not be run: ${step.error}`;
  if (step?.signal) return `The agent was ended by ${step.signal}.`;
  return `The agent exited with code ${step?.code ?? 'unknown'}.`;
}
