import { removeSpecialFiles } from './remove-special-files.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { workspaceGit, type WorkspaceCapture } from './snapshot-place.js';
import { splitNul } from './split-nul.js';

/** The tracked files that differ from the captured index, by content. Runs nothing that is configured in the workspace. */
export async function listTouchedFiles(capture: WorkspaceCapture): Promise<string[]> {
  await removeSpecialFiles(capture);
  const { place, options } = workspaceGit(capture);
  const { stdout } = await runGit(place, ['ls-files', '-z', '--modified', '--deduplicate'], options);
  return splitNul(stdout).map(safeText);
}
