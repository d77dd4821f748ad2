import { Injectable } from '@nestjs/common';
import { inheritedEnvironment } from '../platform/config/inherited-environment.js';
import { pickEnvironment } from '../platform/config/pick-environment.js';
import { runCommand } from '../platform/process/run-command.js';
import { KeysService } from '../projects/keys/keys.service.js';
import { AgentPrograms } from './agent-programs.service.js';
import type { DetectedAgent, DetectedAgents } from './detected-agents.dto.js';
import { KNOWN_AGENTS, type KnownAgent } from './known-agents.js';
import { signInHint } from './sign-in-hint.js';

/** All are asked at once, and some are large programs: on a machine that is busy that takes seconds. */
const VERSION_TIMEOUT_MS = 15_000;
const FRESH_MS = 30_000;
const MAX_OUTPUT_BYTES = 64 * 1024;

/** What of a known program is on this machine. */
type Found =
  /** Without a file it is part of Antfarm. */
  | { readonly agent: KnownAgent; readonly file: string | null; readonly version: string | null }
  | { readonly agent: KnownAgent; readonly file: string | null; readonly fault: string };

/** Which agents of the field are installed here, and whether a user has the keys for them. */
@Injectable()
export class AgentDetectionService {
  private last: { at: number; path: string; found: Promise<Found[]> } | null = null;

  constructor(
    private readonly keys: KeysService,
    private readonly programs: AgentPrograms,
  ) {}

  async detect(userId: string): Promise<DetectedAgents> {
    const [found, stored] = await Promise.all([this.look(), this.keys.storedVariables(userId)]);
    return { items: found.map((one) => describe(one, stored)) };
  }

  /** Programs are the same for everybody, and asking them takes a while. */
  private look(): Promise<Found[]> {
    const [now, path] = [Date.now(), this.programs.path];
    if (this.last === null || this.last.path !== path || now - this.last.at > FRESH_MS) {
      const found = Promise.all(KNOWN_AGENTS.map((agent) => findAgent(agent, this.programs)));
      this.last = { at: now, path, found };
    }
    return this.last.found;
  }
}

async function findAgent(agent: KnownAgent, programs: AgentPrograms): Promise<Found> {
  if (agent.program === null) return { agent, file: null, version: null };
  const file = await fileOf(agent, agent.program, programs);
  if (file === null) return { agent, file, fault: `${agent.program} is not on the server's PATH.` };
  const result = await runCommand(
    { file, args: ['--version'], cwd: '/', env: inheritedEnvironment() },
    { timeoutMs: VERSION_TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES },
  );
  if (result.exitCode !== 0) {
    const how =
      result.end === 'exited' ? `exit code ${String(result.exitCode)}` : result.end.replace('_', ' ');
    return { agent, file, fault: `${file} does not start: ${how}` };
  }
  const said = Buffer.from(result.stdout).toString().trim();
  return {
    agent,
    file,
    version: /\d+(?:\.\d+)+[\w.+-]*/.exec(said)?.[0] ?? (said.slice(0, 40) || 'unknown'),
  };
}

async function fileOf(agent: KnownAgent, program: string, programs: AgentPrograms): Promise<string | null> {
  if (agent.adapter !== 'claude') return programs.find(program);
  const found = await programs.claude();
  return 'program' in found ? found.program : null;
}

function describe(found: Found, stored: ReadonlySet<string>): DetectedAgent {
  const { preset, adapter, program, command, install, keys, anyProvider } = found.agent;
  const inEnvironment = pickEnvironment(keys);
  const available = keys.filter((key) => stored.has(key) || key in inEnvironment);
  const known = {
    preset,
    adapter,
    command,
    install,
    // What a preset needs anyway is not said twice; of several providers the first that is there is a choice to begin with.
    env_allow: anyProvider ? available.slice(0, 1) : [],
  };
  if ('fault' in found) {
    const hint =
      found.file === null
        ? `Install ${program ?? preset} with the command below, or start the server with a PATH that has it.`
        : `Run \`${program ?? preset} --version\` and install it again if need be.`;
    return { ...known, status: 'not_installed', version: null, detail: found.fault, hint };
  }
  const { file, version } = found;
  const place = file === null ? 'Part of Antfarm: nothing to install' : `Installed at ${file}`;
  return available.length === 0
    ? {
        ...known,
        status: 'needs_auth',
        version,
        detail:
          file === null
            ? `${place}.`
            : `${place}; runs have a home of their own, so that it is not signed in there.`,
        hint: signInHint(found.agent),
      }
    : {
        ...known,
        status: 'ready',
        version,
        detail: `${place}.`,
        hint: `Make an agent of it; it gets ${available.join(' and ')}.`,
      };
}
