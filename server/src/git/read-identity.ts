import { inheritedEnvironment } from '../platform/config/inherited-environment.js';
import { runCommand } from '../platform/process/run-command.js';
import type { Identity } from './identity.js';

/** The name and email with which the user commits in this repository, or `null` when git knows none. */
export async function readIdentity(repository: string): Promise<Identity | null> {
  const settings = await readUserSettings(repository, '^user\\.(name|email)$');
  const [name, email] = [settings.get('user.name'), settings.get('user.email')];
  return name === undefined || email === undefined ? null : { name, email };
}

/** Settings that are data, as the user's own git sees them in this repository: the one read that needs their global file. */
export async function readUserSettings(
  repository: string,
  pattern: string,
): Promise<ReadonlyMap<string, string>> {
  const result = await runCommand({
    file: 'git',
    args: ['-C', repository, 'config', '-z', '--get-regexp', pattern],
    cwd: '/',
    env: { ...inheritedEnvironment(), LC_ALL: 'C' },
  });
  const settings = new Map<string, string>();
  for (const record of Buffer.from(result.stdout).toString().split('\0')) {
    const separator = record.indexOf('\n');
    if (separator > 0) settings.set(record.slice(0, separator), record.slice(separator + 1).trim());
  }
  for (const [key, value] of settings) if (value === '') settings.delete(key);
  return settings;
}
