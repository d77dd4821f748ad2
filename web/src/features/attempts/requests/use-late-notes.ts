import { useState } from 'react';
import type { AttemptDetail, PendingRequest } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';
import { draftAt, setDraft } from '@/lib/drafts';
import { useNow } from '@/lib/use-now';
import { answerPlace, wordsIn } from './answer-draft';

/** What became of something that was not answered here. */
export interface LateNote {
  id: string;
  text: string;
  /** What was written here and reaches nobody; empty where nothing was. */
  unsent: string;
}

function becameOf({ expires_at: until }: PendingRequest, attempt: AttemptDetail, now: number): string {
  if (Date.parse(until) <= now) return 'Nobody answered in time, so the answer was no.';
  return isActive(attempt)
    ? 'This was answered in another window.'
    : 'The agent was stopped before there was an answer.';
}

/** Says calmly what went away under a person's eyes, unless this page knows itself how it ended. */
export function useLateNotes(attempt: AttemptDetail) {
  const { requests } = attempt;
  const [seen, setSeen] = useState(requests);
  /** How what was asked ended, in words; `null` where there is nothing to say of it. */
  const [ends, setEnds] = useState<ReadonlyMap<string, string | null>>(new Map());
  const now = useNow(15_000);

  const isIn = (list: readonly PendingRequest[], id: string) =>
    list.some(({ request_id }) => request_id === id);
  const fresh = requests.filter(({ request_id: id }) => !isIn(seen, id));
  if (fresh.length > 0) setSeen([...seen, ...fresh]);

  const settle = (id: string, text: string | null) => setEnds((known) => new Map([...known, [id, text]]));
  const notes = seen.flatMap((request): LateNote[] => {
    const { request_id: id } = request;
    const text = ends.has(id) ? ends.get(id) : becameOf(request, attempt, now);
    if (isIn(requests, id) || typeof text !== 'string') return [];
    return [{ id, text, unsent: wordsIn(draftAt(answerPlace(id))) }];
  });
  const drop = (id: string) => {
    setDraft(answerPlace(id), null);
    settle(id, null);
  };
  return { notes, settle, drop };
}
