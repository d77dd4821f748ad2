import { type Agent, commandLineOf, variablesOfAgent } from '../agents/agents.service.js';
import type { AgentAtStart } from './attempt.entity.js';

/** The profile as a run of it takes it along. */
export const agentAtStart = (agent: Agent): AgentAtStart => ({
  name: agent.name,
  adapter: agent.adapter,
  preset: agent.preset,
  command: commandLineOf(agent),
  model: agent.model,
  permission_mode: agent.permissionMode,
  sandbox: agent.sandbox,
  network: agent.network,
  ...variablesOfAgent(agent),
  limits: agent.limits,
  instructions: agent.instructions,
  mcp_servers: agent.mcpServers,
});
