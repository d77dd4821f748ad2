import { GitError } from './git-error.js';
import { gitlinkPath, type SnapshotStart } from './capture-index.js';
import { findHiddenFiles } from './find-hidden-files.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { workspaceGit, type WorkspaceCapture } from './snapshot-place.js';
import type { SnapshotWarning } from './snapshot-warning.js';
import { readAddErrors } from './snapshot-warning.js';
import { joinNul, splitNul } from './split-nul.js';
import { stageNestedRepositories } from './stage-nested-repositories.js';
import { isTooLarge } from './too-large.js';
import { isUnsafePath } from './unsafe-name.js';

export interface StagedWorkspace {
  /** The tree as the confined git wrote it; its objects are still in the handover folder. */
  readonly tree: string;
  readonly warnings: readonly SnapshotWarning[];
  readonly hiddenFiles: readonly string[];
}

/** The part of a snapshot that reads what an agent wrote: brings the index up to the workspace and writes its tree. */
export async function stageWorkspace(
  capture: WorkspaceCapture,
  start: SnapshotStart,
  maxFileBytes: number,
): Promise<StagedWorkspace> {
  const { place, options } = workspaceGit(capture);
  const listing = await runGit(place, ['ls-files', '-z', '-m', '-o', '--exclude-standard'], options);
  const candidates = splitNul(listing.stdout);
  const gitlinks = start.gitlinks.map((gitlink) => gitlinkPath(gitlink).toString('latin1'));
  const { leftOut, nested, warnings } = sortOut(candidates, {
    workspace: capture.workspace,
    gitlinks,
    maxFileBytes,
  });
  const excluded = [...leftOut, ...nested].map((name) =>
    Buffer.concat([Buffer.from(':(exclude,literal)'), name]),
  );
  const add = await runGit(
    place,
    ['add', '-A', '--ignore-errors', '--pathspec-from-file=-', '--pathspec-file-nul'],
    { ...options, input: joinNul(['.', ...excluded]), exitCodes: [0, 1] },
  );
  const nestedWarnings = await stageNestedRepositories(capture, nested, maxFileBytes);
  const hiddenFiles = await findHiddenFiles(capture, start.commit, candidates);
  const { stdout } = await runGit(place, ['write-tree'], options);
  return {
    tree: readObjectId(stdout),
    warnings: [...warnings, ...readAddErrors(add), ...nestedWarnings],
    hiddenFiles,
  };
}

interface Sorted {
  readonly leftOut: Buffer[];
  readonly nested: Buffer[];
  readonly warnings: SnapshotWarning[];
}

function sortOut(
  candidates: readonly Buffer[],
  rules: { workspace: string; gitlinks: readonly string[]; maxFileBytes: number },
): Sorted {
  const sorted: Sorted = { leftOut: [], nested: [], warnings: [] };
  for (const name of candidates) {
    const isRepository = name.at(-1) === SLASH;
    const bare = isRepository ? name.subarray(0, -1) : name;
    const shown = safeText(bare);
    if (isRepository && rules.gitlinks.includes(bare.toString('latin1'))) {
      sorted.leftOut.push(bare);
      sorted.warnings.push({ kind: 'submodule', path: shown });
    } else if (isRepository) {
      sorted.nested.push(bare);
      sorted.warnings.push({ kind: 'nested_repository', path: shown });
    } else if (isUnsafePath(shown)) {
      sorted.leftOut.push(bare);
      sorted.warnings.push({ kind: 'unsafe_name', path: shown });
    } else if (isTooLarge(rules.workspace, bare, rules.maxFileBytes)) {
      sorted.leftOut.push(bare);
      sorted.warnings.push({ kind: 'too_large', path: shown });
    }
  }
  return sorted;
}

const SLASH = '/'.charCodeAt(0);

function readObjectId(output: Buffer): string {
  const id = output.toString().trim();
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) {
    throw new GitError(['write-tree'], 'exited', 0, 'The snapshot named no tree.');
  }
  return id;
}
