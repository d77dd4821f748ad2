import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import type { NamespaceSandbox, SandboxNetwork } from '../run-protocol/run-spec.js';
import { privateHomeEnvironment } from './private-home.js';
import { proxyEnvironment } from './proxy-environment.js';

/** What the sandbox shows beside the policy's own paths. */
export interface SandboxMount {
  readonly source: string;
  readonly target: string;
  readonly isReadOnly?: true;
}

/** HOME inside every sandbox. */
export const SANDBOX_HOME = '/home/agent';
const UNPRIVILEGED_ID = 1000;
const SYSTEM_FOLDERS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
const RESOLVER_CONFIG = '/etc/resolv.conf';

/** Readable for root, and so for the agent of a server that runs as root. */
const SECRET_FILES = ['/etc/shadow', '/etc/shadow-', '/etc/gshadow', '/etc/gshadow-', '/etc/sudoers'];
const SECRET_FOLDERS = ['/etc/ssh', '/etc/ssl/private', '/etc/sudoers.d'];

/**
 * Options for `bwrap --args`. They travel through a pipe because `--setenv NAME secret`
 * on the command line would be readable by every user of the machine.
 */
export function bubblewrapOptions(
  policy: NamespaceSandbox,
  cwd: string,
  env: Readonly<Record<string, string>>,
  mounts: readonly SandboxMount[] = [],
): string[] {
  const isHidden = (path: string): boolean =>
    policy.hidden.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const options = [
    ...isolation(policy.network),
    ...systemMounts(policy.temporary),
    ...['--bind', policy.home, SANDBOX_HOME, '--bind', policy.temporary, '/tmp'],
    ...policy.readOnly.filter((path) => !isHidden(path)).flatMap(readOnlyBind),
    ...policy.hidden.flatMap((path) => ['--tmpfs', path]),
    ...policy.readOnly.filter(isHidden).flatMap(readOnlyBind),
    ...policy.readWrite.flatMap((path) => ['--bind', path, path]),
    ...mounts.flatMap(({ source, target, isReadOnly }) => [
      isReadOnly ? '--ro-bind' : '--bind',
      source,
      target,
    ]),
    ...[...policy.hidden, '/'].flatMap((path) => ['--remount-ro', path]),
    ...['--chdir', cwd, '--clearenv'],
    ...Object.entries(sandboxEnvironment(env, policy.network)).flatMap(([name, value]) => [
      '--setenv',
      name,
      value,
    ]),
  ];
  // NUL separates the options: a value that contains one could add mounts of its own.
  if (options.some((option) => option.includes('\0'))) throw new Error('A sandbox option contains NUL');
  return options;
}

/** What every sandbox sets, whatever the step wants. */
export const sandboxEnvironment = (
  env: Readonly<Record<string, string>>,
  network: SandboxNetwork,
): Record<string, string> => ({
  ...env,
  ...privateHomeEnvironment(SANDBOX_HOME),
  ...proxyEnvironment(network),
  TMPDIR: '/tmp',
});

const readOnlyBind = (path: string): string[] => ['--ro-bind', path, path];

/**
 * The user namespace matters most when the server runs as root: without it bwrap keeps every
 * capability (a remount undoes all read-only binds), and even `--cap-drop ALL` leaves /proc/sys writable.
 */
function isolation(network: NamespaceSandbox['network']): string[] {
  const uid = String(process.getuid?.() || UNPRIVILEGED_ID);
  const gid = String(process.getgid?.() || UNPRIVILEGED_ID);
  return [
    ...['--unshare-user', '--uid', uid, '--gid', gid, '--cap-drop', 'ALL'],
    ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...(network === 'open' ? [] : ['--unshare-net']),
    ...['--die-with-parent', '--new-session', '--hostname', 'agent'],
  ];
}

/** /dev and /run are tmpfs, hence memory, so they are read-only; shared memory is a folder on disk. */
function systemMounts(temporary: string): string[] {
  return [
    ...['--ro-bind', '/usr', '/usr', '--ro-bind', '/etc', '/etc', '--ro-bind-try', '/opt', '/opt'],
    ...SYSTEM_FOLDERS.flatMap(systemFolder),
    ...hiddenSecrets(),
    ...['--proc', '/proc', '--dev', '/dev', '--bind', temporary, '/dev/shm', '--remount-ro', '/dev'],
    ...['--dir', '/run'],
    ...resolverConfig(),
  ];
}

/** On merged-/usr systems /bin and friends are symbolic links into /usr. */
function systemFolder(path: string): string[] {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  return stat.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}

function hiddenSecrets(): string[] {
  if (process.getuid?.() !== 0) return [];
  return [
    ...SECRET_FILES.filter(existsSync).flatMap((path) => ['--ro-bind', '/dev/null', path]),
    ...SECRET_FOLDERS.filter(existsSync).flatMap((path) => ['--tmpfs', path, '--remount-ro', path]),
  ];
}

/** systemd-resolved keeps the real file below /run, which the sandbox hides. */
function resolverConfig(): string[] {
  try {
    const target = realpathSync(RESOLVER_CONFIG);
    return target === RESOLVER_CONFIG ? [] : ['--ro-bind', target, target];
  } catch {
    return [];
  }
}
