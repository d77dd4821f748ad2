import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** What ids are made from in a request that may be sent again. */
interface IdSource {
  readonly seed: string;
  /** Milliseconds; the ids of the repeated request sort where those of the first one did. */
  readonly at: number;
  count: number;
}

const source = new AsyncLocalStorage<IdSource>();

/** A UUIDv7: sorts by the time it was made. */
export function newId(): string {
  const repeatable = source.getStore();
  if (!repeatable) return v7();
  const { seed, at } = repeatable;
  const random = createHash('sha256').update(`${seed}:${repeatable.count++}`).digest();
  return v7({ msecs: at, random });
}

/** Runs `work`, in which `newId` answers the same ids whenever seed and time are the same: what was inserted once cannot be inserted twice. */
export const withRepeatableIds = <T>(seed: string, at: Date, work: () => T): T =>
  source.run({ seed, at: at.getTime(), count: 0 }, work);
