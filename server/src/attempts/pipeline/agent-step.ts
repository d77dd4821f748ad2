import type { StepSpec } from '../../platform/process/run-protocol/run-spec.js';
import type { AgentAtStart } from '../attempt.entity.js';
import { StepFailed } from './step-failed.js';

interface AgentStepOptions extends Pick<StepSpec, 'cwd' | 'env' | 'secrets' | 'sandbox'> {
  readonly prompt: string;
}

/** What a runner is told to run for a profile: the one place that asks for its adapter. */
export function agentStep(
  { name, command }: Pick<AgentAtStart, 'name' | 'adapter' | 'command'>,
  { prompt, ...place }: AgentStepOptions,
): StepSpec {
  if (!command) throw new StepFailed('agent_not_ready', `The agent profile ${name} has no command.`);
  return {
    name: 'agent',
    command,
    ...place,
    input: { kind: 'prompt', prompt },
    timeoutMs: null,
    onFailure: 'stop',
  };
}
