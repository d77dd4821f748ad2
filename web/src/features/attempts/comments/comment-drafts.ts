import { useMemo } from 'react';
import type { Comment, CommentPosition } from '@/lib/api/types';
import { draftAt, setDraft, useDraft, useDraftPlaces } from '@/lib/drafts';
import { parseLineParam, toLineParam } from './line-position';

export const SEVERITIES = ['nit', 'major', 'blocker'] as const satisfies readonly Comment['severity'][];

export interface CommentText {
  severity: Comment['severity'];
  body: string;
}

/** A comment that is being written, at the lines that it is about. */
export interface CommentDraft {
  place: string;
  position: CommentPosition;
  /** A place was opened to write in, and there are no words in it. */
  isEmpty: boolean;
}

export const EMPTY_TEXT: CommentText = { severity: 'major', body: '' };

const prefixOf = (attemptId: string): string => `comment:${attemptId}:`;

export const draftPlace = (attemptId: string, position: CommentPosition): string =>
  `${prefixOf(attemptId)}${toLineParam(position)}:${position.path}`;

export const editPlace = (commentId: string): string => `comment-edit:${commentId}`;

function positionOf(prefix: string, place: string): CommentPosition | null {
  const rest = place.slice(prefix.length);
  const cut = rest.indexOf(':');
  return parseLineParam(rest.slice(cut + 1), rest.slice(0, cut));
}

// The severity goes before the text, so that a draft is still one string.
const store = (place: string, text: CommentText | null): void =>
  setDraft(place, text === null ? null : `${text.severity}:${text.body}`);

function parseText(draft: string): CommentText {
  const severity = SEVERITIES.find((entry) => draft.startsWith(`${entry}:`));
  return severity === undefined
    ? { ...EMPTY_TEXT, body: draft }
    : { severity, body: draft.slice(severity.length + 1) };
}

const isAny = (): boolean => true;
const hasWords = (draft: string): boolean => parseText(draft).body.trim() !== '';

/** Everything that waits to be saved in an attempt; the same list while nothing comes or goes. */
export function useCommentDrafts(attemptId: string): readonly CommentDraft[] {
  const prefix = prefixOf(attemptId);
  const places = useDraftPlaces(prefix, isAny);
  const written = useDraftPlaces(prefix, hasWords);
  return useMemo(
    () =>
      places.flatMap((place) => {
        const position = positionOf(prefix, place);
        return position ? [{ place, position, isEmpty: !written.includes(place) }] : [];
      }),
    [places, prefix, written],
  );
}

/** Those with words: an open box is not a draft yet. */
export function useWrittenDrafts(attemptId: string): readonly CommentDraft[] {
  const drafts = useCommentDrafts(attemptId);
  return useMemo(() => drafts.filter(({ isEmpty }) => !isEmpty), [drafts]);
}

/** `null` where nothing is being written. */
export function useCommentDraft(place: string) {
  const { draft } = useDraft(place);
  return {
    text: draft === null ? null : parseText(draft),
    setText: (text: CommentText | null) => store(place, text),
  };
}

/** Opens a place to write in; what is written there already stays. */
export function beginDraft(place: string): void {
  if (draftAt(place) === null) store(place, EMPTY_TEXT);
}

/** Takes away what was opened and never written in. */
export function dropIfEmpty(place: string): void {
  const draft = draftAt(place);
  if (draft !== null && !hasWords(draft)) store(place, null);
}

export const endDraft = (place: string): void => store(place, null);
