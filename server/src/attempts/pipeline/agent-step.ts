import type { AgentSpec, StepInput, StepSpec } from '../../platform/process/run-protocol/run-spec.js';
import type { AgentAtStart } from '../attempt.entity.js';

type Place = Pick<StepSpec, 'command' | 'cwd' | 'env' | 'secrets' | 'sandbox'>;
type Thread = Pick<
  AgentSpec,
  'prompt' | 'credentials' | 'limits' | 'session' | 'stateDirectory' | 'answerTimeoutMs' | 'taskList'
>;

/** What a runner is told to run for a profile: the one place that asks for its adapter. */
export function agentStep(agent: AgentAtStart, options: Place & Thread): StepSpec {
  const { command, cwd, env, secrets, sandbox, ...thread } = options;
  return {
    name: 'agent',
    ...{ command, cwd, env, secrets, sandbox },
    input: inputOf(agent, thread),
    timeoutMs: null,
    onFailure: 'stop',
  };
}

function inputOf(agent: AgentAtStart, thread: Thread): StepInput {
  const { adapter, preset, model, permission_mode: permissionMode, mcp_servers: mcpServers } = agent;
  if (adapter === 'command') return { kind: 'prompt', prompt: thread.prompt };
  return { kind: 'agent', agent: { adapter, preset, model, permissionMode, mcpServers, ...thread } };
}
