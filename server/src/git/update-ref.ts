import { GitError } from './git-error.js';
import { runGit, type GitOptions, type GitPlace } from './run-git.js';

export type RefUpdate =
  | { readonly status: 'updated' }
  /** The ref was not where the caller thought; `actual` is `null` when there is no such ref. */
  | { readonly status: 'lost_race'; readonly actual: string | null };

const NOT_AS_EXPECTED =
  /but expected|reference already exists|unable to resolve reference|reference is missing but expected/;

/** What the reflog says of a move, and settings of git for it. */
export interface RefMove extends Pick<GitOptions, 'env' | 'settings'> {
  readonly message?: string;
}

/** Moves a ref from `from` (`null`: it must not exist) to `to` (`null`: it is deleted), or loses the race. */
export async function compareAndSwapRef(
  place: GitPlace,
  ref: string,
  from: string | null,
  to: string | null,
  { message, ...options }: RefMove = {},
): Promise<RefUpdate> {
  if (!ref.startsWith('refs/')) throw new TypeError(`Not a full ref name: ${ref}`);
  const command =
    to === null ? `delete ${ref}\0${from ?? ''}\0` : `update ${ref}\0${to}\0${from ?? zero(to)}\0`;
  try {
    const why = message === undefined ? [] : ['-m', message];
    await runGit(place, ['update-ref', ...why, '--no-deref', '-z', '--stdin'], {
      ...options,
      input: command,
    });
    return { status: 'updated' };
  } catch (error) {
    if (error instanceof GitError && NOT_AS_EXPECTED.test(error.output)) {
      return { status: 'lost_race', actual: await readRef(place, ref) };
    }
    throw error;
  }
}

/** Moves a ref of the mirror, if it still is where the caller thinks. */
export function updateRef(mirror: string, ref: string, from: string | null, to: string): Promise<RefUpdate> {
  return compareAndSwapRef({ gitDir: mirror }, ref, from, to);
}

/** Moves a ref of the mirror, wherever it is. */
export async function forceRef(mirror: string, ref: string, to: string): Promise<void> {
  if (!ref.startsWith('refs/')) throw new TypeError(`Not a full ref name: ${ref}`);
  await runGit({ gitDir: mirror }, ['update-ref', '--no-deref', ref, to]);
}

/** The object that a full ref name points at, or `null`. */
export async function readRef(place: GitPlace, ref: string): Promise<string | null> {
  const { exitCode, stdout } = await runGit(place, ['rev-parse', '--verify', '--quiet', ref], {
    exitCodes: [0, 1, 128],
  });
  return exitCode === 0 ? stdout.toString().trim() : null;
}

function zero(id: string): string {
  return '0'.repeat(id.length);
}
