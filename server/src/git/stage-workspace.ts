import type { Command } from '../platform/process/run-command.js';
import { GitError } from './git-error.js';
import { gitlinkPath, type SnapshotStart } from './capture-index.js';
import { findHiddenFiles } from './find-hidden-files.js';
import { listWorkspaceFiles } from './list-workspace-files.js';
import { type GitOutput, runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { workspaceGit, type WorkspaceCapture } from './snapshot-place.js';
import type { SnapshotWarning } from './snapshot-warning.js';
import { readAddErrors } from './snapshot-warning.js';
import { joinNul } from './split-nul.js';
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
  const listing = await listWorkspaceFiles(capture, ['-m', '-o', '--exclude-standard']);
  const candidates = listing.names;
  const gitlinks = start.gitlinks.map((gitlink) => gitlinkPath(gitlink).toString('latin1'));
  const { wanted, leftOut, nested, warnings } = sortOut(candidates, {
    workspace: capture.workspace,
    gitlinks,
    maxFileBytes,
  });
  const add = wanted.length > 0 ? await addFiles(wanted, [...leftOut, ...nested], capture) : undefined;
  const nestedWarnings = await stageNestedRepositories(capture, nested, maxFileBytes);
  const hiddenFiles = await findHiddenFiles(capture, start.commit, candidates);
  // What came after the files has to be in the tree as well.
  const tree = (nested.length === 0 && add && objectIdIn(add.stdout)) || (await writeTree(capture));
  return {
    tree,
    warnings: [...listing.removed, ...warnings, ...(add ? readAddErrors(add) : []), ...nestedWarnings],
    hiddenFiles,
  };
}

async function writeTree(capture: WorkspaceCapture): Promise<string> {
  const { place, options } = workspaceGit(capture);
  const id = objectIdIn((await runGit(place, ['write-tree'], options)).stdout);
  if (id === null) throw new GitError(['write-tree'], 'exited', 0, 'The snapshot named no tree.');
  return id;
}

/** `git add`, and the tree of what it made, in one sandbox. */
const ADD_AND_WRITE_TREE = `git "$@"
code=$?
[ $code -gt 1 ] || git write-tree 2>/dev/null
exit $code`;

const thenWriteTree = ({ args, ...rest }: Command): Command => ({
  ...rest,
  file: 'sh',
  args: ['-c', ADD_AND_WRITE_TREE, 'sh', ...args],
});

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
      confine: (command) => options.confine?.(thenWriteTree(command)) ?? thenWriteTree(command),
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

function objectIdIn(output: Buffer): string | null {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.exec(output.toString().trim())?.[0] ?? null;
}
