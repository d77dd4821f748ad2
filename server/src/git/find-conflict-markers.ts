import { PLAIN_DIFF } from './read-raw-changes.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { splitNul } from './split-nul.js';

/** `mergeTrees` names its sides by their commits, which no text about conflicts does. */
const MARKER = '^(<{7,}|>{7,}) [0-9a-f]{40}';

/** The files of a change that have conflict markers of `mergeWithConflicts`, wherever they were moved to. */
export async function findConflictMarkers(mirror: string, base: string, head: string): Promise<string[]> {
  // --text: also where an attribute calls a file binary.
  const shape = ['--name-only', '-M', '--diff-filter=d', '--text', `-G${MARKER}`];
  const args = ['diff-tree', '-r', '-z', ...shape, ...PLAIN_DIFF, '--end-of-options', base, head];
  const { stdout } = await runGit({ gitDir: mirror }, args, { maxOutputBytes: 256 * 1024 * 1024 });
  return splitNul(stdout).map(safeText);
}
