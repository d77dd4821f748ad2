import type { DiffFile } from '@/lib/api/types';
import type { FileReview } from '../comments/gather-review';

export interface CommentStop {
  path: string;
  /** `null` for what is listed at the head of its file. */
  line: { side: 'old' | 'new'; line: number } | null;
  element: string;
}

/** Every place with something said or being written, in reading order. */
export function commentStops(
  files: readonly Pick<DiffFile, 'path'>[],
  review: ReadonlyMap<string, FileReview>,
): CommentStop[] {
  return files.flatMap(({ path }) => {
    const { threads, lost } = review.get(path) ?? { threads: [], lost: [] };
    const atHead = lost.length > 0 ? [{ path, line: null, element: headId(path) }] : [];
    return [
      ...atHead,
      ...threads.map(({ side, line }) => ({
        path,
        line: { side, line },
        element: threadId(path, side, line),
      })),
    ];
  });
}

export const headId = (path: string): string => `said:${path}`;
export const threadId = (path: string, side: string, line: number): string => `said:${side}${line}:${path}`;

/** The next of a list in either direction; over its ends from nowhere only. */
export function stepFrom<T>(list: readonly T[], current: number, by: 1 | -1): T | undefined {
  if (current < 0) return by > 0 ? list[0] : list.at(-1);
  return list[Math.min(list.length - 1, Math.max(0, current + by))];
}
