import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import {
  AgentDirectoryPort,
  type AgentDirectory,
  type AgentReadiness,
} from '../projects/agent-directory.port.js';
import { AgentReadinessService } from './agent-readiness.service.js';
import { Agent } from './agent.entity.js';

/** What projects and tasks ask of agents. */
@Injectable()
export class AgentDirectoryProvider implements AgentDirectory, OnModuleInit {
  constructor(
    private readonly port: AgentDirectoryPort,
    private readonly checks: AgentReadinessService,
    @InjectRepository(Agent) private readonly agents: Repository<Agent>,
  ) {}

  onModuleInit(): void {
    this.port.provider = this;
  }

  isOwned(agentId: string, userId: string): Promise<boolean> {
    return this.agents.existsBy({ id: agentId, ownerId: userId });
  }

  async readiness(agentId: string): Promise<AgentReadiness> {
    const agent = await this.agents.findOneBy({ id: agentId });
    if (agent === null) return { ok: false, detail: 'The agent is gone.', hint: null };
    const { ok, detail, hint } = await this.checks.of(agent);
    return { ok, detail, hint };
  }
}
