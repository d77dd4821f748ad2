import { Injectable } from '@nestjs/common';
import { delimiter } from 'node:path';
import { AgentPrograms } from '../../agents/agent-programs.service.js';
import { programsOf } from '../../platform/process/agents/fetched-agents.js';
import type { StepSpec } from '../../platform/process/run-protocol/run-spec.js';
import type { KeyScope } from '../../projects/keys/keys.service.js';
import type { AgentAtStart, AttemptIsolation } from '../attempt.entity.js';
import { StepFailed } from '../pipeline/step-failed.js';
import { type SandboxFolders, Sandboxes } from './sandboxes.js';

/** Where and with what an agent is run. */
export type AgentPlace = Pick<StepSpec, 'command' | 'env' | 'secrets' | 'sandbox'> & {
  readonly credentials: Readonly<Record<string, string>>;
};

interface Confinement {
  readonly isolation: AttemptIsolation | null;
  /** Hosts that the agent reaches through the proxy. */
  readonly networkAllow: readonly string[];
}

/** Puts together what a profile's agent needs to run: its program, its environment, its keys, its sandbox. */
@Injectable()
export class AgentPlaces {
  constructor(
    private readonly programs: AgentPrograms,
    private readonly sandboxes: Sandboxes,
  ) {}

  /** Throws `StepFailed` when its program is not there. */
  async placeOf(
    agent: AgentAtStart,
    scope: KeyScope,
    folders: SandboxFolders,
    { isolation, networkAllow }: Confinement,
  ): Promise<AgentPlace> {
    const found = await this.programs.commandOf(agent);
    if ('missing' in found) throw new StepFailed('agent_not_ready', found.missing);
    const { env, secrets } = await this.sandboxes.environment(scope, folders, agent.env_allow, isolation);
    // Which key its agent is told is for the adapter to say: the project's variables must not say it too.
    const { named: keys, others } = apart(secrets, agent.credentials);
    const { fetched } = this.programs;
    const names = [...agent.env_allow, ...agent.credentials];
    const network = await this.sandboxes.proxyNetwork(scope, networkAllow, names);
    const sandbox = this.sandboxes.policy(isolation, folders, network);
    return {
      command: found.command,
      env: { ...env, PATH: [env['PATH'], ...fetched.map(programsOf)].filter(Boolean).join(delimiter) },
      secrets: others,
      sandbox:
        sandbox.mode === 'none' ? sandbox : { ...sandbox, readOnly: [...sandbox.readOnly, ...fetched] },
      credentials: { ...(await this.sandboxes.values(scope, agent.credentials)), ...keys },
    };
  }
}

/** Variables by whether they are among `names`. */
function apart(variables: Readonly<Record<string, string>>, names: readonly string[]) {
  const entries = Object.entries(variables);
  return {
    named: Object.fromEntries(entries.filter(([name]) => names.includes(name))),
    others: Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
  };
}
