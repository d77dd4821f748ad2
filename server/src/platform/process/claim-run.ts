import { linkSync, unlinkSync, writeFileSync } from 'node:fs';
import type { ProcessIdentity } from './process-identity.js';
import { errorCode } from './system-error.js';

export type RunClaim = ProcessIdentity | { readonly abandoned: true };

/**
 * Whoever creates the identity file first owns the run: its runner, or a server that gave it up.
 * `link` makes the complete file appear at once and fails with EEXIST for the second claimant.
 */
export function claimRun(identityFile: string, claim: RunClaim): boolean {
  const draft = `${identityFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(claim), { mode: 0o600 });
  try {
    linkSync(draft, identityFile);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}
