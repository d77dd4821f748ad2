import { listWorkspaceFiles } from './list-workspace-files.js';
import { safeText } from './safe-text.js';
import type { WorkspaceCapture } from './snapshot-place.js';

/** The tracked files that differ from the captured index, by content. Runs nothing that is configured in the workspace. */
export async function listTouchedFiles(capture: WorkspaceCapture): Promise<string[]> {
  const { names } = await listWorkspaceFiles(capture, ['--modified', '--deduplicate']);
  return names.map(safeText);
}
