import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { pickEnvironment, programPath } from '../platform/config/pick-environment.js';
import { findProgram } from '../platform/process/find-program.js';
import { programOf } from '../platform/process/program-of.js';
import type { AgentReadiness } from '../projects/agent-directory.port.js';
import type { AgentFault } from './agent-readiness.dto.js';
import type { Agent } from './agent.entity.js';
import { knownAgent, variablesOfAgent } from './known-agents.js';

export interface AgentCheck extends AgentReadiness {
  readonly fault: AgentFault | null;
}

/** Whether a profile could run on this machine, with the keys whose variables are `stored`. Nothing is started for it. */
export async function checkAgent(agent: Agent, stored: ReadonlySet<string>): Promise<AgentCheck> {
  const { name, command } = agent;
  if (command === null) {
    return { ok: false, fault: 'command', detail: 'The agent has no command.', hint: 'Give it one.' };
  }
  const program = programOf(command);
  if (program !== null && !(await isThere(program))) {
    return {
      ok: false,
      fault: 'program',
      detail: `The agent ${name} runs ${program}, which is not there.`,
      hint: `Install ${program}, or change the agent's command.`,
    };
  }
  const missing = missingKeys(agent, stored);
  if (missing.length > 0) {
    return {
      ok: false,
      fault: 'key',
      detail: `The agent ${name} is not signed in: runs have a home of their own, and no key for it is there.`,
      hint: `Store its key on the page Agents, or start the server with ${missing.join(' or ')}.`,
    };
  }
  return { ok: true, fault: null, detail: `${name}: ${program ?? command}`, hint: null };
}

/** A path within the repository, or the shell's own words, can only be seen when it runs. */
async function isThere(program: string): Promise<boolean> {
  if (!program.includes('/')) return (await findProgram(program, programPath())) !== null;
  if (!isAbsolute(program)) return true;
  return stat(program).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

/** The keys that its preset is signed in by, when runs of the profile get none of them. */
function missingKeys(agent: Agent, stored: ReadonlySet<string>): readonly string[] {
  const keys = knownAgent(agent.preset)?.keys ?? [];
  const allowed = variablesOfAgent(agent);
  const inEnvironment = pickEnvironment(allowed);
  // Another variable that the profile names may well be the one that signs it in.
  const named = agent.envAllow.some((name) => stored.has(name) || name in inEnvironment);
  const has = keys.some((key) => allowed.includes(key) && (stored.has(key) || key in inEnvironment));
  return has || named ? [] : keys;
}
