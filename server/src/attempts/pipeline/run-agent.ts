import { agentFolders } from './agent-folders.js';
import type { AttemptFailure } from '../attempt.entity.js';
import { writePrompt } from '../agent-prompt.js';
import type { RunEntity } from '../run.entity.js';
import type { PipelineStep } from './pipeline-step.js';
import { StepFailed } from '../step-failed.js';

const DEFAULT_RUNTIME_S = 2 * 60 * 60;

/** Lets the agent work, through restarts of this server, and says how that ended. */
export const runAgent: PipelineStep = async ({ attempt, project, task, paths, lease }, tools) => {
  const { agent } = attempt;
  if (!agent.command) throw new StepFailed('agent_not_ready', `The agent profile ${agent.name} has no command.`);
  const folders = agentFolders(paths);
  const { env, secrets } = await tools.sandboxes.environment(project.id, folders, agent.env_allow);
  const runtimeS = stricter(project.budgets.max_runtime_s, agent.limits.max_runtime_s) ?? DEFAULT_RUNTIME_S;
  const run = await tools.runs.complete({
    lease,
    paths,
    purpose: 'agent',
    role: 'dev',
    limits: { runtimeMs: runtimeS * 1000 },
    steps: [
      {
        name: 'agent',
        command: agent.command,
        cwd: paths.workspace,
        env,
        secrets,
        input: {
          kind: 'prompt',
          prompt: writePrompt({
            key: task.key,
            title: task.title,
            description: task.description,
            criteria: task.criteria.map(({ text }) => text),
            focusFiles: task.focusFiles,
            instructions: agent.instructions,
            feedback: attempt.feedback,
          }),
        },
        sandbox: tools.sandboxes.policy(attempt.isolation, folders),
        timeoutMs: null,
        onFailure: 'stop',
      },
    ],
  });
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
    return { reason: 'interrupted', message: 'The agent was killed together with its runner.', retryable: true };
  }
  switch (outcome?.reason) {
    case 'cancelled':
      return null;
    case 'runtime_limit':
      return { reason: 'agent_timeout', message: `The agent was stopped after ${runtimeS} s.`, retryable: true };
    case 'disk_full':
      return { reason: 'disk_full', message: 'The disk stayed full; the agent was stopped.', retryable: true };
    case 'output_limit':
      return { reason: 'budget_exceeded', message: 'The agent wrote more output than is kept.', retryable: true };
    case 'orphaned':
    case 'runner_terminated':
      return { reason: 'interrupted', message: 'The agent was stopped while no server was there.', retryable: true };
    default:
      return { reason: 'agent_failed', message: exitMessage(outcome?.steps['agent']), retryable: true };
  }
}

function exitMessage(step: { code: number | null; signal: string | null; error: string | null } | undefined): string {
  if (step?.error) return `The agent could not be run: ${step.error}`;
  if (step?.signal) return `The agent was ended by ${step.signal}.`;
  return `The agent exited with code ${step?.code ?? 'unknown'}.`;
}
