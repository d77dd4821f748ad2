import { lstat } from 'node:fs/promises';
import { inheritedEnvironment } from '../config/inherited-environment.js';
import { runCommand } from '../process/run-command.js';
import { errorCode } from '../process/system-error.js';

/**
 * Removes a folder with all that is in it, if it is there. By the system's programs: Node's own `rm` fails on names longer
 * than the system takes at once. Throws an error that says what is in the way.
 */
export async function removeTree(folder: string): Promise<void> {
  if (!(await isThere(folder))) return;
  if ((await run('rm', ['-rf', '--', folder])) === null) return;
  // Go keeps its modules in folders that their owner may not write.
  await run('chmod', ['-R', 'u+rwx', '--', folder]);
  const problem = await run('rm', ['-rf', '--', folder]);
  if (problem !== null) throw new Error(`The folder ${folder} cannot be removed: ${problem}`);
}

const isThere = (folder: string): Promise<boolean> =>
  lstat(folder).then(
    () => true,
    (error: unknown) => errorCode(error) !== 'ENOENT',
  );

/** Answers what the program complains about, if it fails. */
async function run(file: string, args: readonly string[]): Promise<string | null> {
  const { exitCode, stderr, detail } = await runCommand({
    file,
    args,
    cwd: '/',
    env: inheritedEnvironment(),
  });
  return exitCode === 0 ? null : (detail ?? Buffer.from(stderr).toString().slice(0, 500).trim());
}
