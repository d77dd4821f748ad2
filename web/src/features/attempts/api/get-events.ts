import type { StoredAttemptEvent } from '@contracts/attempt-event';
import { answer, api } from '@/lib/api/client';

/** Most events that one request may ask for. */
export const EVENT_PAGE = 1000;

/** The events just before `before`, oldest first. */
export async function getEventsBefore(attemptId: string, before: number): Promise<StoredAttemptEvent[]> {
  const page = await answer(
    api.GET('/api/attempts/{attempt_id}/events', {
      params: { path: { attempt_id: attemptId }, query: { before, limit: EVENT_PAGE } },
    }),
  );
  // The OpenAPI document knows payloads as objects; the union of their kinds is the contract's.
  return page.items as unknown as StoredAttemptEvent[];
}
