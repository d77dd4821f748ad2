import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { programPath } from '../platform/config/pick-environment.js';
import { findProgram } from '../platform/process/find-program.js';
import { programOf } from '../platform/process/program-of.js';
import {
  AgentDirectoryPort,
  type AgentDirectory,
  type AgentReadiness,
} from '../projects/agent-directory.port.js';
import { Agent } from './agent.entity.js';

/** What projects and tasks ask of agents. */
@Injectable()
export class AgentDirectoryProvider implements AgentDirectory, OnModuleInit {
  constructor(
    private readonly port: AgentDirectoryPort,
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
    if (agent?.command == null) {
      return { ok: false, detail: 'The agent has no command.', hint: 'Give it one.' };
    }
    const program = programOf(agent.command);
    if (program === null || (program.includes('/') && !isAbsolute(program))) {
      return { ok: true, detail: `${agent.name}: ${agent.command}`, hint: null };
    }
    const isThere = isAbsolute(program)
      ? await stat(program).then(
          (stats) => stats.isFile(),
          () => false,
        )
      : (await findProgram(program, programPath())) !== null;
    return isThere
      ? { ok: true, detail: `${agent.name}: ${program}`, hint: null }
      : {
          ok: false,
          detail: `The agent ${agent.name} runs ${program}, which is not there.`,
          hint: `Install ${program}, or change the agent's command.`,
        };
  }
}
