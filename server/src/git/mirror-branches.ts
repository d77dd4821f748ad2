import { withKeyedLock } from './keyed-lock.js';
import { runGit } from './run-git.js';

/** The branches of attempts and tasks in a mirror, by their short names. */
export async function listBranches(mirror: string): Promise<string[]> {
  const args = ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads/'];
  const { stdout } = await runGit({ gitDir: mirror }, args);
  return stdout.toString().split('\n').filter(Boolean);
}

/** Deletes branches of a mirror wherever they point; none of them, when one cannot be deleted. */
export function deleteBranches(mirror: string, branches: readonly string[]): Promise<void> {
  const input = branches.map((branch) => `delete refs/heads/${branch}\0\0`).join('');
  return withKeyedLock(mirror, async () => {
    await runGit({ gitDir: mirror }, ['update-ref', '--no-deref', '-z', '--stdin'], { input });
  });
}
