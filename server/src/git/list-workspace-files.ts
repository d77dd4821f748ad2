import type { Command } from '../platform/process/run-command.js';
import { GitError } from './git-error.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { workspaceGit, type WorkspaceCapture } from './snapshot-place.js';
import type { SnapshotWarning } from './snapshot-warning.js';
import { splitNul } from './split-nul.js';

export interface WorkspaceListing {
  readonly names: readonly Buffer[];
  /** What had to go before git could look. */
  readonly removed: readonly SnapshotWarning[];
}

// By relative names, because those of git are, and a whole one may be too long. Folders first: nothing can be removed from a
// closed one. What find cannot remove it complains about, and so does git.
const SCRIPT = `(cd -- "$1" || exit
find . -type d ! -perm -700 -exec chmod u+rwx {} \\;
find . '(' -type p -o -type s -o -type b -o -type c ')' -print0 -delete)
[ $? -lt 128 ] || exit # it was killed, and what it should have removed may be there
printf '\\0'
shift
exec "$@"`;

/**
 * What `git ls-files` says of a workspace. It opens closed folders before, and removes fifos, sockets and devices: git would
 * wait for ever for somebody to write into a fifo that is a `.gitignore`, a `.gitattributes` or the HEAD of a nested
 * repository. In one process, because a sandbox takes longer to set up than any of it.
 */
export async function listWorkspaceFiles(
  capture: WorkspaceCapture,
  what: readonly string[],
): Promise<WorkspaceListing> {
  const { place, options } = workspaceGit(capture, { writesWorkspace: true });
  const prepared = ({ file, args, ...rest }: Command): Command => ({
    ...rest,
    file: 'sh',
    args: ['-c', SCRIPT, 'sh', capture.workspace, file, ...args],
  });
  const { stdout } = await runGit(place, ['ls-files', '-z', ...what], {
    ...options,
    confine: (command) => options.confine?.(prepared(command)) ?? prepared(command),
  });
  const end = stdout[0] === 0 ? 0 : stdout.indexOf('\0\0') + 1;
  if (end === 0 && stdout[0] !== 0)
    throw new GitError(['ls-files'], 'exited', 0, 'The listing has no begin.');
  return {
    names: splitNul(stdout.subarray(end + 1)),
    removed: splitNul(stdout.subarray(0, end)).map((name) => ({
      kind: 'special_file',
      path: safeText(name.subarray('./'.length)),
    })),
  };
}
