import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Containers } from '../platform/process/container/containers.service.js';
import { KeysService } from '../projects/keys/keys.service.js';
import type { AgentReadinessList } from './agent-readiness.dto.js';
import { AgentPrograms } from './agent-programs.service.js';
import { Agent } from './agent.entity.js';
import { type AgentCheck, checkAgent } from './check-agent.js';

const MOST_AGENTS = 200;

/** Whether profiles could run here, without running them. */
@Injectable()
export class AgentReadinessService {
  constructor(
    @InjectRepository(Agent) private readonly agents: Repository<Agent>,
    private readonly keys: KeysService,
    private readonly programs: AgentPrograms,
    private readonly containers: Containers,
  ) {}

  async list(userId: string): Promise<AgentReadinessList> {
    const agents = await this.agents.find({
      where: { ownerId: userId },
      order: { id: 'ASC' },
      take: MOST_AGENTS,
    });
    const stored = await this.keys.storedVariables(userId);
    return {
      items: await Promise.all(
        agents.map(async (agent) => ({
          agent_id: agent.id,
          ...(await checkAgent(agent, stored, this.programs, this.containers)),
        })),
      ),
    };
  }

  async of(agent: Agent): Promise<AgentCheck> {
    return checkAgent(agent, await this.keys.storedVariables(agent.ownerId), this.programs, this.containers);
  }
}
