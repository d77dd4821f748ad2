import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { newId } from '../platform/database/new-id.js';
import { staleVersion } from '../platform/errors/stale-version.js';
import { defined } from '../platform/http/defined.js';
import { pageById } from '../platform/http/page-by-id.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { Signals } from '../platform/signals/signals.service.js';
import { countUses, detach } from './agent-usage.js';
import {
  NO_LIMITS,
  toAgentResponse,
  type AgentPage,
  type AgentResponse,
  type CreateAgent,
  type UpdateAgent,
} from './agent.dto.js';
import { Agent } from './agent.entity.js';
import { commandLineOf } from './known-agents.js';
import { agentInUse, agentNotFound, commandMissing } from './agents.errors.js';

export type { Agent } from './agent.entity.js';
export type { AgentAdapter, AgentLimits } from './agent.dto.js';
export { commandLineOf, variablesOfAgent } from './known-agents.js';
export { signInHint } from './sign-in-hint.js';

@Injectable()
export class AgentsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(Agent) private readonly agents: Repository<Agent>,
    private readonly signals: Signals,
  ) {}

  async list(userId: string, query: PageQuery): Promise<AgentPage> {
    const page = await pageById(this.agents, { ownerId: userId }, query);
    return { ...page, items: page.items.map(toAgentResponse) };
  }

  async create(userId: string, input: CreateAgent): Promise<AgentResponse> {
    const now = new Date();
    const agent = this.agents.create({
      id: newId(),
      ownerId: userId,
      preset: null,
      command: null,
      model: null,
      permissionMode: 'full',
      sandbox: 'auto',
      network: 'open',
      envAllow: [],
      limits: NO_LIMITS,
      instructions: null,
      mcpServers: {},
      role: null,
      createdAt: now,
      updatedAt: now,
      version: 1,
    });
    applyChange(agent, input);
    requireRunnable(agent);
    return toAgentResponse(await this.agents.save(agent));
  }

  async read(userId: string, agentId: string): Promise<AgentResponse> {
    return toAgentResponse(await this.findOwned(agentId, userId));
  }

  async update(userId: string, agentId: string, patch: UpdateAgent): Promise<AgentResponse> {
    return this.dataSource.transaction(async (manager) => {
      const agent = await manager.findOne(Agent, {
        where: { id: agentId, ownerId: userId },
        lock: { mode: 'for_no_key_update' },
      });
      if (agent === null) throw agentNotFound();
      if (patch.version !== undefined && patch.version !== agent.version) {
        throw staleVersion('agent', toAgentResponse(agent));
      }
      applyChange(agent, patch);
      requireRunnable(agent);
      agent.version += 1;
      agent.updatedAt = new Date();
      return toAgentResponse(await manager.save(agent));
    });
  }

  async remove(userId: string, agentId: string, force: boolean): Promise<void> {
    const agent = await this.findOwned(agentId, userId);
    const detached = await this.dataSource.transaction(async (manager) => {
      const uses = await countUses(manager, agent.id);
      if (uses.tasks + uses.projects + uses.attempts > 0 && !force) throw agentInUse(uses);
      const detached = await detach(manager, agent.id);
      await manager.delete(Agent, agent.id);
      return detached;
    });
    for (const task of detached.tasks) this.signals.emit('task.changed', task);
    for (const project of detached.projects) this.signals.emit('project.changed', project);
  }

  /** Throws 404 unless the agent is the user's own. */
  async findOwned(agentId: string, userId: string): Promise<Agent> {
    const agent = await this.agents.findOneBy({ id: agentId, ownerId: userId });
    if (agent === null) throw agentNotFound();
    return agent;
  }
}

function applyChange(agent: Agent, change: UpdateAgent): void {
  const columns = {
    name: change.name,
    adapter: change.adapter,
    preset: change.preset,
    command: change.command,
    model: change.model,
    permissionMode: change.permission_mode,
    sandbox: change.sandbox,
    network: change.network,
    envAllow: change.env_allow,
    instructions: change.instructions,
    mcpServers: change.mcp_servers,
    role: change.role,
    limits: change.limits && Object.assign({}, agent.limits, defined(change.limits)),
  };
  Object.assign(agent, defined(columns));
}

/** What could never run is not stored. */
function requireRunnable(agent: Agent): void {
  const needsCommand = agent.adapter === 'command' || agent.adapter === 'acp';
  if (needsCommand && commandLineOf(agent) === null) throw commandMissing(agent.adapter);
}
