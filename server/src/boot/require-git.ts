import { gitVersion, MINIMAL_GIT } from '../git/git-version.js';
import { programPath } from '../platform/config/pick-environment.js';
import { findProgram } from '../platform/process/find-program.js';

/** Throws with the git that was found and the one that is needed. */
export async function requireGit(): Promise<void> {
  const version = await gitVersion();
  if (version?.supported) return;
  const file = await findProgram('git', programPath());
  const found = file === null ? 'none is on PATH' : `${file} is ${version?.text ?? 'of an unknown version'}`;
  throw new Error(`Antfarm needs git ${MINIMAL_GIT.major}.${MINIMAL_GIT.minor} or newer; ${found}.`);
}
