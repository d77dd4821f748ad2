import { Injectable } from '@nestjs/common';
import { ProjectsService } from '../../projects/projects.service.js';
import { helloUnderWay, tooManyHellos } from '../agents.errors.js';
import { AgentsService } from '../agents.service.js';
import { AgentTrialPort } from './agent-trial.port.js';
import { explainTrial } from './explain-trial.js';
import type { HelloAnswer } from './hello.dto.js';

const PROMPT = 'Say hello in one sentence; change nothing.';
const MAX_RUNTIME_S = 60;
/** Of all users together: they come on top of the attempts, which have places of their own. */
const MAX_AT_ONCE = 4;

/** Runs a profile once, so that its owner learns now, and not from a failed attempt, whether it works. */
@Injectable()
export class AgentHelloService {
  private readonly underWay = new Set<string>();

  constructor(
    private readonly agents: AgentsService,
    private readonly projects: ProjectsService,
    private readonly trials: AgentTrialPort,
  ) {}

  async sayHello(userId: string, agentId: string, projectId: string | null): Promise<HelloAnswer> {
    const agent = await this.agents.findOwned(agentId, userId);
    if (projectId !== null) await this.projects.findOwned(projectId, userId);
    if (this.trials.provider === null) throw new Error('Nobody runs trials in this process');
    if (this.underWay.has(agentId)) throw helloUnderWay();
    if (this.underWay.size >= MAX_AT_ONCE) throw tooManyHellos(MAX_AT_ONCE, MAX_RUNTIME_S);
    this.underWay.add(agentId);
    try {
      const timeoutMs = Math.min(agent.limits.max_runtime_s ?? MAX_RUNTIME_S, MAX_RUNTIME_S) * 1000;
      const request = { agent, ownerId: userId, projectId, prompt: PROMPT, timeoutMs };
      const result = await this.trials.provider.run(request);
      return {
        ...explainTrial(agent, result, timeoutMs),
        output: result.output,
        exit_code: result.exitCode,
        duration_ms: result.durationMs,
        isolation: result.isolation,
      };
    } finally {
      this.underWay.delete(agentId);
    }
  }
}
