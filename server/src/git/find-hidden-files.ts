import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { removeTree } from '../platform/storage/remove-tree.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { handoverOf, workspaceGit, type WorkspaceCapture } from './snapshot-place.js';
import { joinNul, splitNul } from './split-nul.js';

const AT_MOST = 1000;

/** Files and folders that are ignored now and would not be by the start commit's `.gitignore` files; at most 1,000. */
export async function findHiddenFiles(
  capture: WorkspaceCapture,
  startCommit: string,
  candidates: readonly Buffer[],
): Promise<string[]> {
  if (!candidates.some(isIgnoreFile)) return [];
  const { place, options } = workspaceGit(capture);
  const args = ['ls-files', '-z', '-o', '-i', '--exclude-standard', '--directory'];
  const ignored = splitNul((await runGit(place, args, options)).stdout);
  if (ignored.length === 0) return [];
  const before = await ignoredBefore(capture, startCommit, ignored.map(insideOf));
  return ignored
    .filter((name) => !before.has(insideOf(name).toString('latin1')))
    .slice(0, AT_MOST)
    .map(safeText);
}

function isIgnoreFile(name: Buffer): boolean {
  const text = name.toString('latin1');
  return text === '.gitignore' || text.endsWith('/.gitignore');
}

// `folder/` is asked about as a file in it: the folder itself does not exist where the old rules are tried.
function insideOf(name: Buffer): Buffer {
  return name.at(-1) === 0x2f ? Buffer.concat([name, Buffer.from('x')]) : name;
}

async function ignoredBefore(
  capture: WorkspaceCapture,
  startCommit: string,
  names: readonly Buffer[],
): Promise<ReadonlySet<string>> {
  const rules = path.join(handoverOf(capture.snapshotDir), 'old-rules');
  await removeTree(rules);
  await mkdir(rules);
  const { place, options } = workspaceGit(capture);
  const listing = await runGit({ gitDir: capture.mirror }, ['ls-tree', '-r', '-z', startCommit]);
  const indexFile = path.join(capture.snapshotDir, 'rules-index');
  await rm(indexFile, { force: true });
  // By git rather than by us: whole paths may be longer than the system takes at once.
  const old = { gitDir: capture.mirror, workTree: rules, indexFile };
  const input = joinNul(splitNul(listing.stdout).filter(isRegularIgnoreFile));
  await runGit(old, ['update-index', '-z', '--index-info'], { input });
  await runGit(old, ['checkout-index', '--all', '--quiet']);
  const here = { ...place, workTree: rules };
  const args = ['check-ignore', '--no-index', '-z', '--stdin'];
  const { stdout } = await runGit(here, args, { ...options, input: joinNul(names), exitCodes: [0, 1] });
  return new Set(splitNul(stdout).map((name) => name.toString('latin1')));
}

function isRegularIgnoreFile(record: Buffer): boolean {
  return (
    record.subarray(0, 3).toString() === '100' && isIgnoreFile(record.subarray(record.indexOf('\t') + 1))
  );
}
