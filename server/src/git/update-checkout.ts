import { readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkpoint } from '../platform/process/checkpoint.js';
import { checkoutSettings } from './checkout-settings.js';
import { linkDraftIndex } from './link-draft-index.js';
import { lstatIn, pathIn } from './find-names-in-the-way.js';
import { GitError } from './git-error.js';
import { noteIndexWorker } from './index-lock.js';
import { isSubmodule, listCheckoutChanges, type CheckoutChange } from './list-checkout-changes.js';
import type { TreeSide } from './read-raw-changes.js';
import { runGit, type GitOptions, type GitOutput } from './run-git.js';
import { safeText } from './safe-text.js';
import { joinNul, splitNul } from './split-nul.js';

export interface CheckoutUpdate {
  readonly worktree: string;
  readonly gitDir: string;
  readonly from: string;
  readonly to: string;
}

/** Bytes; the most that a snapshot takes of one file. Line ends may make it larger in a checkout. */
const LARGEST_COMPARED = 100 * 1024 * 1024;

type Git = (args: readonly string[], options?: GitOptions) => Promise<GitOutput>;

/**
 * Brings files and index of a worktree from one commit to another, also where that was begun and cut off before. What
 * the user changed meanwhile stays, and is answered. The caller holds the index's lock.
 */
export async function updateCheckout({ worktree, gitDir, from, to }: CheckoutUpdate): Promise<string[]> {
  const settings = await checkoutSettings(worktree);
  const draft = await linkDraftIndex(gitDir, to);
  const git: Git = (args, { env, ...options } = {}) =>
    runGit({ repository: worktree }, args, { settings, ...options, env: { ...env, GIT_INDEX_FILE: draft } });
  const changes = await listCheckoutChanges({ repository: worktree }, from, to);
  const kept = await takeOverWhatIsThere(git, worktree, changes);
  const readTree = ['read-tree', '-m', '-u', '--no-recurse-submodules', from, to];
  for (;;) {
    const { exitCode, stderr } = await git(readTree, {
      exitCodes: [0, 1, 128],
      onStart: (pid) => noteIndexWorker(gitDir, pid),
    });
    if (exitCode === 0) break;
    // Changed since we looked, or hidden from `diff-files` by a mark of the user's.
    const refused = changes.find(({ path }) => !kept.has(path) && stderr.includes(`'${shown(path)}'`));
    if (refused === undefined) throw new GitError(readTree, 'exited', exitCode, stderr);
    kept.add(refused.path);
    await stage(git, [[refused, refused.new]]);
  }
  checkpoint('approve.files_updated');
  await rename(draft, path.join(gitDir, 'index'));
  checkpoint('approve.index_updated');
  return [...kept].map(shown);
}

/**
 * Makes the draft say of each file that is not as before whose it is: one that is as it shall be counts as done, one that
 * git was writing when it was killed goes, and the user's own counts as done too, so that git leaves it. Answers these.
 */
async function takeOverWhatIsThere(
  git: Git,
  worktree: string,
  changes: readonly CheckoutChange[],
): Promise<Set<string>> {
  const changed = await listChangedFiles(git);
  const touched: CheckoutChange[] = [];
  for (const change of changes) {
    if (isSubmodule(change.old) || isSubmodule(change.new)) continue;
    if (change.old === null ? await hasFile(worktree, change.path) : changed.has(change.path))
      touched.push(change);
  }
  if (touched.length === 0) return new Set();
  await stage(
    git,
    touched.map((change) => [change, change.new]),
  );
  const stillChanged = await listChangedFiles(git);
  const kept = new Set<string>();
  for (const change of touched) {
    if (change.new !== null && !stillChanged.has(change.path)) continue;
    if (await isTorn(git, worktree, change)) {
      await rm(pathIn(worktree, change.path));
      await stage(git, [[change, change.old]]);
    } else kept.add(change.path);
  }
  return kept;
}

/** Tracked files that are there and differ from the index. */
async function listChangedFiles(git: Git): Promise<Set<string>> {
  await git(['update-index', '-q', '--refresh'], { exitCodes: [0, 1] });
  const { stdout } = await git(['diff-files', '--name-status', '-z', '--ignore-submodules=all']);
  const records = splitNul(stdout).map((record) => record.toString('latin1'));
  return new Set(records.filter((_, at) => at % 2 === 1 && records[at - 1] !== 'D'));
}

async function hasFile(worktree: string, name: string): Promise<boolean> {
  const stats = await lstatIn(worktree, name);
  return stats !== null && !stats.isDirectory();
}

/** Whether the file is the beginning of the new one: nothing is in it that the new one has not. */
async function isTorn(git: Git, worktree: string, change: CheckoutChange): Promise<boolean> {
  if (change.new === null) return false;
  const stats = await lstatIn(worktree, change.path);
  if (!stats?.isFile() || stats.size > LARGEST_COMPARED) return false;
  const there = await readFile(pathIn(worktree, change.path));
  const { stdout } = await git(['cat-file', '--batch', '--filters', '-z'], {
    input: joinNul([Buffer.from(`${change.new.id} ${change.path}`, 'latin1')]),
    maxOutputBytes: 2 * LARGEST_COMPARED,
  });
  const content = stdout.subarray(stdout.indexOf('\n') + 1, -1); // `<id> <type> <size>\n<content>\n`
  return there.length < content.length && content.subarray(0, there.length).equals(there);
}

async function stage(
  git: Git,
  entries: readonly (readonly [CheckoutChange, TreeSide | null])[],
): Promise<void> {
  const lines = entries.map(([{ path, old, new: next }, entry]) => {
    const gone = `0 ${'0'.repeat((old ?? next)?.id.length ?? 40)}`;
    return Buffer.from(`${entry === null ? gone : `${entry.mode} ${entry.id}`}\t${path}`, 'latin1');
  });
  await git(['update-index', '-z', '--index-info'], { input: joinNul(lines) });
}

const shown = (path: string): string => safeText(Buffer.from(path, 'latin1'));
