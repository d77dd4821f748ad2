import type { AgentSpec, StepSpec } from '../../platform/process/run-protocol/run-spec.js';
import { RecordedSession } from '../agent-session.js';
import type { RunContext } from '../step-run.js';
import type { AdapterContext, AgentAdapter, PreparedStep } from './adapter.js';
import { prepareCommand, prepareCommandAgent } from './command.js';

/** Each is loaded when it is needed: a runner of a gate starts without them. */
const ADAPTERS: Record<AgentSpec['adapter'], () => Promise<AgentAdapter>> = {
  claude: () => import('./claude/claude-adapter.js').then(({ claudeAdapter }) => claudeAdapter),
  anthropic: () =>
    import('./anthropic/anthropic-adapter.js').then(({ anthropicAdapter }) => anthropicAdapter),
  acp: () => import('./acp/acp-adapter.js').then(({ acpAdapter }) => acpAdapter),
};

/** Picks the adapter by the step's input. */
export async function prepareStep(
  step: StepSpec,
  context: AdapterContext,
  run: RunContext,
): Promise<PreparedStep> {
  switch (step.input.kind) {
    case 'text':
      return prepareCommand(step, step.input.text);
    case 'prompt':
      return prepareCommandAgent(step, step.input.prompt, context);
    case 'agent':
      return prepareAgent(step, step.input.agent, context, run);
  }
}

async function prepareAgent(
  step: StepSpec,
  agent: AgentSpec,
  context: AdapterContext,
  run: RunContext,
): Promise<PreparedStep> {
  const session = new RecordedSession(step.name, agent, run);
  const adapter = await ADAPTERS[agent.adapter]();
  const { converse, ...prepared } = await adapter.prepare(step, agent, context, session);
  return { ...prepared, stdin: { text: '', keepOpen: true }, conversation: { session, converse } };
}
