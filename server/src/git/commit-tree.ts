import { signatureEnvironment, type Signature } from './identity.js';
import { runGit } from './run-git.js';

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** Writes a commit object and answers its id; no ref moves. Equal input makes an equal id. */
export async function commitTree(mirror: string, commit: NewCommit): Promise<string> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  const { stdout } = await runGit({ gitDir: mirror }, ['commit-tree', ...parents, '-F', '-', commit.tree], {
    input: commit.message.replaceAll('\0', ''),
    env: signatureEnvironment(commit.author, commit.committer),
  });
  return stdout.toString().trim();
}
