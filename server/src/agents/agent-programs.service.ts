import { existsSync } from 'node:fs';
import { delimiter, isAbsolute } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.js';
import { programPath } from '../platform/config/pick-environment.js';
import { fetchedAgents, programsOf } from '../platform/process/agents/fetched-agents.js';
import { findClaude, type FoundAgent } from '../platform/process/agents/find-claude.js';
import { findProgram } from '../platform/process/find-program.js';
import type { AgentAdapter } from './agent.dto.js';

/** Where the programs of agents are: on the server's PATH, or fetched on request. */
@Injectable()
export class AgentPrograms {
  constructor(private readonly config: AppConfig) {}

  /** With the fetched agents behind what is installed for everybody. */
  get path(): string {
    return [programPath(), ...this.fetched.map(programsOf)].join(delimiter);
  }

  /** What a sandbox shows of them. */
  get fetched(): readonly string[] {
    return fetchedAgents(this.config.agentsDir);
  }

  /** `program`: the one that a profile names. */
  async claude(program: string | null = null): Promise<FoundAgent> {
    if (program === null) return findClaude(programPath(), this.config.agentsDir);
    const found = isAbsolute(program) && existsSync(program);
    return found
      ? { program }
      : { missing: `${program} is no program of this machine: give its whole path.` };
  }

  find(name: string): Promise<string | null> {
    return findProgram(name, this.path);
  }

  /** What a runner is told to start for a profile. */
  async commandOf(agent: {
    adapter: AgentAdapter;
    command: string | null;
  }): Promise<{ readonly command: string | readonly string[] } | { readonly missing: string }> {
    switch (agent.adapter) {
      case 'anthropic':
        return { command: [] }; // its program is ours
      case 'claude': {
        const found = await this.claude(agent.command);
        return 'program' in found ? { command: [found.program] } : found;
      }
      case 'command':
      case 'acp':
        return agent.command === null
          ? { missing: 'The agent profile has no command.' }
          : { command: agent.command };
    }
  }
}
