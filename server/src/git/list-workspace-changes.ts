import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { workspaceGit, type WorkspaceCapture } from './snapshot-place.js';
import { splitNul } from './split-nul.js';

/** A fifo that is a `.gitignore` would keep git waiting for ever, and an agent at work must not lose its fifos. */
const TIMEOUT_MS = 10_000;
const SLASH = '/'.charCodeAt(0);

/**
 * The files that differ from the captured index by now, new ones included, while an agent may be at work: the workspace is
 * only read. Runs nothing that is configured in it. Throws GitError where git cannot look.
 */
export async function listWorkspaceChanges(capture: WorkspaceCapture): Promise<string[]> {
  const { place, options } = workspaceGit(capture);
  const args = ['ls-files', '-z', '-m', '-o', '--exclude-standard', '--deduplicate'];
  const { stdout } = await runGit(place, args, { ...options, timeoutMs: TIMEOUT_MS });
  // A folder is a repository of its own: a submodule, or one that the agent made.
  return splitNul(stdout)
    .filter((name) => name.at(-1) !== SLASH)
    .map(safeText);
}
