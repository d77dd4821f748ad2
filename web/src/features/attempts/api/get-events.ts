import type { StoredAttemptEvent } from '@contracts/attempt-event';
import { answer, api } from '@/lib/api/client';

/** Most events that one request may ask for. */
const EVENT_PAGE = 1000;

const getEvents = (attemptId: string, query: { before: number } | { after: number }) =>
  answer(
    api.GET('/api/attempts/{attempt_id}/events', {
      params: { path: { attempt_id: attemptId }, query: { ...query, limit: EVENT_PAGE } },
    }),
  );

// The OpenAPI document knows payloads as objects; the union of their kinds is the contract's.
const typed = (events: unknown): StoredAttemptEvent[] => events as StoredAttemptEvent[];

/** The events just before `before`, oldest first. */
export async function getEventsBefore(attemptId: string, before: number): Promise<StoredAttemptEvent[]> {
  return typed((await getEvents(attemptId, { before })).items);
}

/** Behind every event that there is, and still an integer of the database. */
const BEHIND_ALL = 2_147_483_647;

export const getLastEvents = (attemptId: string) => getEventsBefore(attemptId, BEHIND_ALL);

/** A page of events behind `after`, and where the next page begins; `null` behind the last one. */
export async function getEventsAfter(attemptId: string, after: number) {
  const page = await getEvents(attemptId, { after });
  return { events: typed(page.items), next: page.next_after };
}
