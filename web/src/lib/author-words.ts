import type { Comment } from './api/types';

/** Who wrote a message or a comment, as seen by the one user that there is. */
export const AUTHOR_WORDS: Record<Comment['author_type'], string> = {
  user: 'You',
  lead: 'Lead',
  dev: 'Dev',
  verifier: 'Verifier',
  reviewer: 'Reviewer',
  system: 'Antfarm',
};
