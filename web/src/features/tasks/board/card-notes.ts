import type { Task } from '@/lib/api/types';

/** What a card says of its place among the others; two strings, so that a card is drawn again only when they change. */
export interface CardNotes {
  /** `2nd` among the project's queued attempts. */
  queued: string | undefined;
  /** Keys of the tasks that come first and are not done. */
  blockedBy: string | undefined;
}

const NONE: CardNotes = { queued: undefined, blockedBy: undefined };

const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
export const ordinal = (place: number): string => `${place}${ENDINGS[ordinals.select(place)] ?? 'th'}`;

const queuedAt = (task: Task): string | null =>
  task.latest_attempt?.status === 'QUEUED' ? task.latest_attempt.queued_at : null;

function queuePlaces(tasks: readonly Task[]): Map<string, string> {
  const queue = tasks
    .flatMap((task) => {
      const at = queuedAt(task);
      return at === null ? [] : [{ id: task.id, at }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return new Map(queue.map(({ id }, index) => [id, ordinal(index + 1)]));
}

/** By task, for those of which there is something to say. A task that is not on the board blocks nothing. */
function cardNotes(tasks: readonly Task[]): Map<string, CardNotes> {
  const queue = queuePlaces(tasks);
  const waiting = tasks.filter(({ depends_on, status }) => depends_on.length > 0 && status !== 'done');
  const open = new Map(
    waiting.length === 0
      ? []
      : tasks.filter(({ status }) => status !== 'done').map(({ id, key }) => [id, key]),
  );
  const notes = new Map<string, CardNotes>();
  for (const task of waiting) {
    const keys = task.depends_on.flatMap((id) => open.get(id) ?? []);
    if (keys.length > 0) notes.set(task.id, { ...NONE, blockedBy: keys.join(', ') });
  }
  for (const [id, queued] of queue) notes.set(id, { ...(notes.get(id) ?? NONE), queued });
  return notes;
}

const same = (a: CardNotes, b: CardNotes | undefined): boolean =>
  a.queued === b?.queued && a.blockedBy === b?.blockedBy;

/** One for each board: as long as nothing else is to be said, it hands out the same map. */
export function createNoteTaker() {
  let before: ReadonlyMap<string, CardNotes> = new Map();
  return (tasks: readonly Task[]): ReadonlyMap<string, CardNotes> => {
    const next = cardNotes(tasks);
    const changed =
      next.size !== before.size || [...next].some(([id, notes]) => !same(notes, before.get(id)));
    if (changed) before = next;
    return before;
  };
}
