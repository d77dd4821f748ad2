import { GitError } from './git-error.js';
import { gitlinkPath, type SnapshotStart } from './capture-index.js';
import { findHiddenFiles } from './find-hidden-files.js';
import { type GitOutput, runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { workspaceGit, type WorkspaceCapture } from './snapshot-place.js';
import type { SnapshotWarning } from './snapshot-warning.js';
import { readAddErrors } from './snapshot-warning.js';
import { joinNul, splitNul } from './split-nul.js';
import { stageNestedRepositories } from './stage-nested-repositories.js';
import { whyLeftOut } from './why-left-out.js';

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
  const { wanted, leftOut, nested, warnings } = sortOut(candidates, {
    workspace: capture.workspace,
    gitlinks,
    maxFileBytes,
  });
  const add = wanted.length > 0 ? await addFiles(wanted, [...leftOut, ...nested], capture) : undefined;
  const nestedWarnings = await stageNestedRepositories(capture, nested, maxFileBytes);
  const hiddenFiles = await findHiddenFiles(capture, start.commit, candidates);
  const { stdout } = await runGit(place, ['write-tree'], options);
  return {
    tree: readObjectId(stdout),
    warnings: [...warnings, ...(add ? readAddErrors(add) : []), ...nestedWarnings],
    hiddenFiles,
  };
}

/**
 * By name, while they are few: `git add .` writes every file anew that is as young as the index, which is the whole of a
 * fresh checkout. Many names take longer, because git holds each file against each of them.
 */
async function addFiles(
  wanted: readonly Buffer[],
  unwanted: readonly Buffer[],
  capture: WorkspaceCapture,
): Promise<GitOutput> {
  const { place, options } = workspaceGit(capture);
  const add = (pathspecs: readonly (Buffer | string)[], exitCodes: readonly number[]) =>
    runGit(place, ['add', '-A', '--ignore-errors', '--pathspec-from-file=-', '--pathspec-file-nul'], {
      ...options,
      input: joinNul(pathspecs),
      exitCodes,
    });
  if (wanted.length <= MAX_NAMES) {
    // 128: git refuses to be told a name beyond a link, as of a file whose folder became one.
    const named = await add(wanted.map(literal('')), [0, 1, 128]);
    if (named.exitCode !== 128) return named;
  }
  return add(['.', ...unwanted.map(literal('exclude,'))], [0, 1]);
}

const MAX_NAMES = 500;

const literal = (magic: string) => (name: Buffer) => Buffer.concat([Buffer.from(`:(${magic}literal)`), name]);

interface Sorted {
  readonly wanted: Buffer[];
  readonly leftOut: Buffer[];
  readonly nested: Buffer[];
  readonly warnings: SnapshotWarning[];
}

function sortOut(
  candidates: readonly Buffer[],
  rules: { workspace: string; gitlinks: readonly string[]; maxFileBytes: number },
): Sorted {
  const sorted: Sorted = { wanted: [], leftOut: [], nested: [], warnings: [] };
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
    } else {
      const kind = whyLeftOut(rules.workspace, bare, rules.maxFileBytes);
      if (kind === null) {
        sorted.wanted.push(name);
      } else {
        sorted.leftOut.push(bare);
        sorted.warnings.push({ kind, path: shown });
      }
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
