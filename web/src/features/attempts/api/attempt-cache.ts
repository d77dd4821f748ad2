import type { QueryClient } from '@tanstack/react-query';
import { isActive } from '@/lib/attempt-activity';
import { keys } from '@/lib/api/query-keys';
import type { Attempt, AttemptDetail, Comparison } from '@/lib/api/types';

/** Puts an attempt's row wherever attempts are shown; its events stay where they are. */
export function upsertAttempt(client: QueryClient, attempt: Attempt): void {
  const before = client.getQueryData<AttemptDetail>(keys.attempt(attempt.id));
  client.setQueryData<AttemptDetail>(keys.attempt(attempt.id), (known) =>
    known && known.version <= attempt.version ? { ...known, ...attempt } : known,
  );
  client.setQueryData<Attempt[]>(keys.attemptsOf(attempt.task_id), (attempts) => {
    if (!attempts) return attempts;
    return attempts.some(({ id }) => id === attempt.id)
      ? attempts.map((entry) =>
          entry.id === attempt.id && entry.version <= attempt.version ? attempt : entry,
        )
      : [attempt, ...attempts];
  });
  client.setQueryData<Comparison>(
    keys.comparison(attempt.task_id),
    (known) =>
      known && {
        items: known.items.map((entry) =>
          entry.id === attempt.id && entry.version <= attempt.version ? { ...entry, ...attempt } : entry,
        ),
      },
  );
  // A row says nothing of the files that it touches, nor which others do.
  void client.invalidateQueries({ queryKey: keys.comparison(attempt.task_id), exact: true });
  // A row says nothing of the artifacts that a run leaves at its end.
  if (before && isActive(before) && !isActive(attempt))
    void client.invalidateQueries({ queryKey: keys.attempt(attempt.id), exact: true });
}

/** A row says nothing of what its agent asks: that is looked up, wherever it is shown, as often as the row comes. */
export function staleRequests(client: QueryClient, { id, phase }: Attempt): void {
  const asked = client.getQueryData<AttemptDetail>(keys.attempt(id))?.requests ?? [];
  if (phase === 'agent' || asked.length > 0)
    void client.invalidateQueries({ queryKey: keys.attempt(id), exact: true });
}
