import { resolveCommit } from '../git/resolve-commit.js';
import { resultGone } from './attempts.errors.js';

/** Reads what only an attempt's result holds: retention takes the branch of what is over, and that with it. */
export async function readResult<T>(mirror: string, headSha: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if ((await resolveCommit(mirror, headSha)) === null) throw resultGone();
    throw error;
  }
}
