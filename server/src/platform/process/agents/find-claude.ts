import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../find-program.js';

export type FoundAgent =
  | { readonly program: string }
  /** What to do, in one sentence. */
  | { readonly missing: string };

/**
 * Finds Claude Code: first what `npm run agents:install -- claude` fetched into `agentsFolder`, because it fits the SDK,
 * else the `claude` on `path`. The program is a real path, to be shown in a sandbox as it is.
 */
export async function findClaude(path: string, agentsFolder: string): Promise<FoundAgent> {
  const program = (await findFetched(agentsFolder)) ?? (await findProgram('claude', path));
  if (program !== null) return { program: await realpath(program) };
  return {
    missing: 'Claude Code is not installed: put `claude` on PATH, or run `npm run agents:install -- claude`.',
  };
}

/** npm installs the one package that fits this machine: `claude-agent-sdk-linux-x64` and the like. */
async function findFetched(agentsFolder: string): Promise<string | null> {
  const packages = join(agentsFolder, 'claude', 'node_modules', '@anthropic-ai');
  const names = await readdir(packages).catch(() => []);
  const folders = names.filter((name) => name.startsWith('claude-agent-sdk-'));
  return findProgram('claude', folders.map((name) => join(packages, name)).join(':'));
}
