import type { Comment } from '@/lib/api/types';
import type { Tone } from '@/lib/attempt-activity';
import { AUTHOR_WORDS } from '@/lib/author-words';

export const SEVERITY_WORDS: Record<Comment['severity'], { label: string; tone: Tone }> = {
  nit: { label: 'Nit', tone: 'stone' },
  major: { label: 'Major', tone: 'ochre' },
  blocker: { label: 'Blocker', tone: 'brick' },
};

export const STATE_WORDS: Record<Comment['state'], { label: string; tone: Tone }> = {
  open: { label: 'Open', tone: 'amber' },
  addressed: { label: 'Addressed', tone: 'moss' },
  outdated: { label: 'Outdated', tone: 'stone' },
  resolved: { label: 'Resolved', tone: 'slate' },
};

export const authorOf = ({ author_type }: Pick<Comment, 'author_type'>): string => AUTHOR_WORDS[author_type];

/** Written here and not yet given to an agent: it may still be changed and taken back. */
export const isPending = (comment: Comment): boolean => comment.sent_with === null;

/** What a request for changes takes along. */
export const travels = (comment: Comment): boolean => comment.state === 'open' && !isSaving(comment);

const SAVING = 'saving:';

/** The id of a comment that the server has not answered for yet: made from the place of its draft. */
export const savingId = (place: string): string => SAVING + place;
export const isSaving = ({ id }: Pick<Comment, 'id'>): boolean => id.startsWith(SAVING);
export const isSavingOf = (comment: Comment, place: string): boolean => comment.id === savingId(place);
