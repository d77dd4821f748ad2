import { readUserSettings } from './read-identity.js';

/** How the user's own git writes line ends: data, unlike the rest of their configuration. */
export async function checkoutSettings(worktree: string): Promise<Record<string, string>> {
  return Object.fromEntries(await readUserSettings(worktree, '^core\\.(autocrlf|eol|excludesfile)$'));
}
