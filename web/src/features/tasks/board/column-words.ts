import type { TaskStatus } from '@/lib/api/types';

/** What an empty column says: what would be here, and how it comes here. */
export function emptyWords(status: TaskStatus, filtered: boolean): string {
  if (filtered) return 'No card here matches the filter.';
  switch (status) {
    case 'inbox':
      return 'Nothing is planned. Write down what should be different.';
    case 'assigned':
      return 'Nothing waits for its turn. Tasks with acceptance criteria come here.';
    case 'in_progress':
      return 'Nobody is at work. Open a card and run it.';
    case 'review':
      return 'Nothing to review. Finished attempts come here.';
    case 'done':
      return 'Nothing is done yet. Merged work comes here.';
  }
}

/** How full a column is, in words; `null` where there is no limit. */
export function limitWords(count: number, limit: number | undefined): string | null {
  if (limit === undefined) return null;
  if (count > limit) return `${count - limit} over its limit of ${limit}`;
  return count === limit ? `at its limit of ${limit}` : `limit ${limit}`;
}
