import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from '../platform/process/run-command.js';
import type { Identity } from './identity.js';
import { runGit } from './run-git.js';
import type { Confine } from './snapshot-place.js';
import { writeGitDir } from './write-git-dir.js';

export interface NewWorkspace {
  readonly mirror: string;
  /** A folder that does not exist yet, or is empty. */
  readonly workspace: string;
  readonly commit: string;
  /** The branch that the agent finds checked out, by its short name. */
  readonly branch: string;
  /** What the agent may compare with: shown to it as `origin/<name>`. */
  readonly base?: { readonly branch: string; readonly commit: string };
  /** Whom the agent's own commits name. */
  readonly identity: Identity;
  /**
   * Checks the files out in the sandbox in which they are read again: by another user's number there, git would take
   * every file of its index for changed.
   */
  readonly confine?: Confine;
  /** For a confined git; needed with `confine`. */
  readonly scratch?: string;
  readonly signal?: AbortSignal;
}

/**
 * Makes an agent's workspace: a clone that borrows the mirror's objects and can write none of it. It has no remote,
 * so that a push leads nowhere.
 */
export async function createWorkspace(order: NewWorkspace): Promise<void> {
  const branch = `refs/heads/${order.branch}`;
  const base = order.base && { [`refs/remotes/origin/${order.base.branch}`]: order.base.commit };
  await checkOut(
    order,
    branch,
    { [branch]: order.commit, ...base },
    { user: { name: order.identity.name, email: order.identity.email } },
  );
}

export type NewCheckout = Pick<
  NewWorkspace,
  'mirror' | 'workspace' | 'commit' | 'confine' | 'scratch' | 'signal'
>;

/** Makes a checkout for gates: exactly the tree of a commit, HEAD detached. */
export async function createCheckout(order: NewCheckout): Promise<void> {
  await checkOut(order, order.commit, {}, {});
}

async function checkOut(
  { mirror, workspace, commit, confine, scratch = workspace, signal }: NewCheckout,
  head: string,
  refs: Record<string, string>,
  settings: Record<string, Record<string, string>>,
): Promise<void> {
  const gitDir = path.join(workspace, '.git');
  const objects = path.join(mirror, 'objects');
  const access = { readOnly: [objects], writable: [workspace], scratch };
  await mkdir(workspace, { recursive: true });
  await writeGitDir(gitDir, {
    head,
    refs,
    borrows: objects,
    bare: false,
    settings: { gc: { auto: '0' }, maintenance: { auto: 'false' }, ...settings },
  });
  await runGit({ gitDir, workTree: workspace }, ['read-tree', '-m', '-u', commit], {
    ...(confine && { confine: (command: Command) => confine(command, access) }),
    ...(signal && { signal }),
  });
}
