import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { pickEnvironment } from '../platform/config/pick-environment.js';
import type { Containers } from '../platform/process/container/containers.service.js';
import { programOf } from '../platform/process/program-of.js';
import type { AgentReadiness } from '../projects/agent-directory.port.js';
import type { AgentFault } from './agent-readiness.dto.js';
import type { AgentPrograms } from './agent-programs.service.js';
import type { Agent } from './agent.entity.js';
import { commandLineOf, knownAgentOf, variablesOfAgent } from './known-agents.js';
import { signInHint } from './sign-in-hint.js';

export interface AgentCheck extends AgentReadiness {
  readonly fault: AgentFault | null;
}

/** Whether a profile could run on this machine, with the keys whose variables are `stored`. Nothing is started for it. */
export async function checkAgent(
  agent: Agent,
  stored: ReadonlySet<string>,
  programs: AgentPrograms,
  containers: Containers,
): Promise<AgentCheck> {
  const { name } = agent;
  const place = agent.sandbox === 'container' ? await containers.support() : null;
  if (place?.available === false) {
    return {
      ok: false,
      fault: 'container',
      detail: `The agent ${name} runs in a container, which cannot be had here: ${place.reason}.`,
      hint: 'Mend that, or let the profile use another sandbox.',
    };
  }
  const program = await findProgramOf(agent, programs);
  if ('fault' in program) return program;
  if (lacksKey(agent, stored)) {
    return {
      ok: false,
      fault: 'key',
      detail: `The agent ${name} is not signed in: runs have a home of their own, and no key for it is there.`,
      hint: signInHint(agent),
    };
  }
  return { ok: true, fault: null, detail: `${name}: ${program.runs}`, hint: null };
}

/** What it runs, in words. */
async function findProgramOf(
  agent: Agent,
  programs: AgentPrograms,
): Promise<{ readonly runs: string } | AgentCheck> {
  if (agent.adapter === 'anthropic') return { runs: 'the Anthropic API' };
  if (agent.adapter === 'claude') {
    const found = await programs.claude(agent.command);
    if ('program' in found) return { runs: found.program };
    return { ok: false, fault: 'program', detail: found.missing, hint: knownAgentOf(agent)?.install ?? null };
  }
  const command = commandLineOf(agent);
  if (command === null) {
    return { ok: false, fault: 'command', detail: 'The agent has no command.', hint: 'Give it one.' };
  }
  const program = programOf(command);
  // What an image has is seen when it runs.
  if (agent.sandbox === 'container' && program !== null) return { runs: `${program}, in a container` };
  if (program === null || (await isThere(program, programs))) return { runs: program ?? command };
  return {
    ok: false,
    fault: 'program',
    detail: `The agent ${agent.name} runs ${program}, which is not there.`,
    hint: `Install ${program}, or change the agent's command.`,
  };
}

/** A path within the repository, or the shell's own words, can only be seen when it runs. */
async function isThere(program: string, programs: AgentPrograms): Promise<boolean> {
  if (!program.includes('/')) return (await programs.find(program)) !== null;
  if (!isAbsolute(program)) return true;
  return stat(program).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

/** Runs of the profile get none of the keys that its preset is signed in by. */
function lacksKey(agent: Agent, stored: ReadonlySet<string>): boolean {
  const keys = knownAgentOf(agent)?.keys ?? [];
  const { env_allow, credentials } = variablesOfAgent(agent);
  const allowed = [...env_allow, ...credentials];
  const inEnvironment = pickEnvironment(allowed);
  // Another variable that the profile names may well be the one that signs it in.
  const named = agent.envAllow.some((name) => stored.has(name) || name in inEnvironment);
  const has = keys.some((key) => allowed.includes(key) && (stored.has(key) || key in inEnvironment));
  return keys.length > 0 && !has && !named;
}
