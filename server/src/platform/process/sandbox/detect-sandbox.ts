import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { NetworkPolicy } from '../../../contracts/attempt-status.js';
import type { SandboxNetwork } from '../run-protocol/run-spec.js';
import { bubblewrapOptions } from './bubblewrap-options.js';
import { NODE_IN_SANDBOX, nodeMount } from './sandbox-node.js';

export type SandboxSupport =
  | { readonly available: true; readonly networks: readonly NetworkPolicy[] }
  | { readonly available: false; readonly reason: string };

const TIMEOUT_MS = 10_000;
const run = promisify(execFile);

const NOTHING = ['true'];
/** What opens the proxy's port inside of a sandbox. */
const NODE = [NODE_IN_SANDBOX, '--version'];

/**
 * Finds out by starting a program in a real sandbox: whether user namespaces, mounts of /proc and network
 * namespaces are allowed here depends on kernel, distribution and container. Ask once per server start.
 */
export async function detectSandbox(toolPath: string): Promise<SandboxSupport> {
  if (process.platform !== 'linux') return { available: false, reason: 'bubblewrap exists on Linux only' };
  const open = await trySandbox(toolPath, 'open', NOTHING);
  if (open !== null) return { available: false, reason: open };
  const none = await trySandbox(toolPath, 'none', NOTHING);
  if (none !== null) return { available: true, networks: ['open'] };
  const proxy = await trySandbox(toolPath, 'none', NODE);
  return { available: true, networks: proxy === null ? ['open', 'proxy', 'none'] : ['open', 'none'] };
}

/** Resolves to null when it works, else to what bwrap said. */
async function trySandbox(
  toolPath: string,
  network: SandboxNetwork,
  program: readonly string[],
): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'antfarm-sandbox-'));
  const policy = {
    mode: 'bubblewrap',
    hidden: [],
    readOnly: [],
    readWrite: [],
    home: folder,
    temporary: folder,
    network,
  } as const;
  const options = bubblewrapOptions(policy, '/tmp', { PATH: '/usr/bin:/bin' }, [nodeMount()]);
  try {
    await run('bwrap', [...options, '--', ...program], { env: { PATH: toolPath }, timeout: TIMEOUT_MS });
    return null;
  } catch (error) {
    return describe(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'bwrap failed';
  if ('code' in error && error.code === 'ENOENT') return 'bubblewrap (bwrap) is not installed';
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  return said || 'bwrap did not finish';
}
