/** Who wrote or committed something. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** An identity at a moment: with it the same content makes the same commit again. */
export interface Signature extends Identity {
  readonly date: Date;
}

/** git's environment for an author and a committer. */
export function signatureEnvironment(author: Signature, committer: Signature): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: gitDate(author.date),
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: gitDate(committer.date),
  };
}

function gitDate(date: Date): string {
  return `@${Math.floor(date.getTime() / 1000)} +0000`;
}
