import { type Agent, variablesOfAgent } from '../agents/agents.service.js';
import type { AgentAtStart } from './attempt.entity.js';

/** The profile as a run of it takes it along. */
export const agentAtStart = (agent: Agent): AgentAtStart => ({
  name: agent.name,
  adapter: agent.adapter,
  command: agent.command,
  sandbox: agent.sandbox,
  network: agent.network,
  env_allow: variablesOfAgent(agent),
  limits: { max_runtime_s: agent.limits.max_runtime_s ?? null },
  instructions: agent.instructions,
});
