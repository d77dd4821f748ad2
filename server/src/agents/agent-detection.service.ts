import { Injectable } from '@nestjs/common';
import { inheritedEnvironment } from '../platform/config/inherited-environment.js';
import { pickEnvironment, programPath } from '../platform/config/pick-environment.js';
import { findProgram } from '../platform/process/find-program.js';
import { runCommand } from '../platform/process/run-command.js';
import type { DetectedAgent, DetectedAgents } from './detected-agents.dto.js';
import { KNOWN_AGENTS, type KnownAgent } from './known-agents.js';

const VERSION_TIMEOUT_MS = 5_000;
const FRESH_MS = 30_000;
const MAX_OUTPUT_BYTES = 64 * 1024;

/** Which agents of the field are installed here. */
@Injectable()
export class AgentDetectionService {
  private last: { at: number; path: string; found: Promise<DetectedAgents> } | null = null;

  detect(): Promise<DetectedAgents> {
    const [now, path] = [Date.now(), programPath()];
    if (this.last === null || this.last.path !== path || now - this.last.at > FRESH_MS) {
      const found = Promise.all(KNOWN_AGENTS.map((agent) => detectAgent(agent, path)));
      this.last = { at: now, path, found: found.then((items) => ({ items })) };
    }
    return this.last.found;
  }
}

async function detectAgent(agent: KnownAgent, path: string): Promise<DetectedAgent> {
  const { preset, program, command, keys } = agent;
  const file = await findProgram(program, path);
  const known = { preset, adapter: 'command' as const, command };
  if (file === null) {
    return {
      ...known,
      status: 'not_installed',
      version: null,
      detail: `${program} is not on the server's PATH.`,
      hint: `Install ${program}, or start the server with a PATH that has it.`,
    };
  }
  const answer = await readVersion(file);
  if (answer.version === null) {
    return {
      ...known,
      status: 'not_installed',
      version: null,
      detail: `${file} does not start: ${answer.fault}`,
      hint: `Run \`${program} --version\` and install it again if need be.`,
    };
  }
  const key = Object.keys(pickEnvironment(keys))[0];
  return key === undefined
    ? {
        ...known,
        status: 'needs_auth',
        version: answer.version,
        detail: `Installed at ${file}; runs have a home of their own, so that it is not signed in there.`,
        hint: `Start the server with ${keys.join(' or ')}, and name that in the agent's env_allow.`,
      }
    : {
        ...known,
        status: 'ready',
        version: answer.version,
        detail: `Installed at ${file}.`,
        hint: `Make an agent with the command \`${command}\` and env_allow ["${key}"].`,
      };
}

async function readVersion(file: string): Promise<{ version: string } | { version: null; fault: string }> {
  const result = await runCommand(
    { file, args: ['--version'], cwd: '/', env: inheritedEnvironment() },
    { timeoutMs: VERSION_TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES },
  );
  if (result.exitCode !== 0) {
    const how =
      result.end === 'exited' ? `exit code ${String(result.exitCode)}` : result.end.replace('_', ' ');
    return { version: null, fault: how };
  }
  const said = Buffer.from(result.stdout).toString().trim();
  return { version: /\d+(?:\.\d+)+[\w.+-]*/.exec(said)?.[0] ?? (said.slice(0, 40) || 'unknown') };
}
