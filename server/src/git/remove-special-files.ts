import { inheritedEnvironment } from '../platform/config/inherited-environment.js';
import { runCommand } from '../platform/process/run-command.js';
import { GitError } from './git-error.js';
import { safeText } from './safe-text.js';
import { handoverOf, type WorkspaceCapture } from './snapshot-place.js';
import type { SnapshotWarning } from './snapshot-warning.js';
import { splitNul } from './split-nul.js';

// By relative names, because those of git are, and a whole one may be too long. Folders first: nothing can be removed from a
// closed one.
const SCRIPT = `cd -- "$1" || exit
find . -type d ! -perm -700 -exec chmod u+rwx {} \\;
find . '(' -type p -o -type s -o -type b -o -type c ')' -print0 -delete`;

/**
 * Opens closed folders of a workspace, and removes its fifos, sockets and devices: git would wait for ever for somebody to
 * write into a fifo that is a `.gitignore`, a `.gitattributes` or the HEAD of a nested repository.
 */
export async function removeSpecialFiles(capture: WorkspaceCapture): Promise<SnapshotWarning[]> {
  const { workspace, snapshotDir, confine, signal } = capture;
  const command = {
    file: 'sh',
    args: ['-c', SCRIPT, 'sh', workspace],
    cwd: '/',
    env: inheritedEnvironment(),
  };
  const access = { readOnly: [], writable: [workspace], scratch: handoverOf(snapshotDir) };
  const { end, exitCode, stdout, detail } = await runCommand(confine?.(command, access) ?? command, {
    timeoutMs: 10 * 60_000,
    ...(signal && { signal }),
  });
  // What find cannot remove it complains about, and so does git.
  if (end !== 'exited') throw new GitError(['find'], end, exitCode, detail ?? '');
  return splitNul(Buffer.from(stdout)).map((name) => ({
    kind: 'special_file',
    path: safeText(name.subarray('./'.length)),
  }));
}
