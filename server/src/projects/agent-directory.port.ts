import { Injectable } from '@nestjs/common';
import { DomainError } from '../platform/errors/domain-error.js';

export interface AgentReadiness {
  readonly ok: boolean;
  readonly detail: string;
  readonly hint: string | null;
}

export interface AgentDirectory {
  isOwned(agentId: string, userId: string): Promise<boolean>;
  readiness(agentId: string): Promise<AgentReadiness>;
}

/** What projects and tasks, which stand below or beside the agents, may know of them. Filled at start-up. */
@Injectable()
export class AgentDirectoryPort {
  provider: AgentDirectory | null = null;

  /** Throws 422 unless the agent is the user's own. */
  async requireOwned(agentId: string, userId: string): Promise<void> {
    if ((await this.provider?.isOwned(agentId, userId)) === true) return;
    throw new DomainError({
      code: 'agent.unknown',
      kind: 'invalid',
      detail: `There is no agent ${agentId}.`,
      hint: 'GET /api/agents lists the agents that you can use.',
    });
  }
}
