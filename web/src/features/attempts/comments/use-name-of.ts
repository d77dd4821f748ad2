import { useQuery } from '@tanstack/react-query';
import type { Attempt, CommentPosition } from '@/lib/api/types';
import { diffQuery } from '../api/get-diff';

type Place = Pick<CommentPosition, 'path' | 'side'>;

/** How a file is called on the side that is spoken of: comments name it as it is after the change. */
export function useNameOf(attempt: Attempt, places: readonly Place[]): (place: Place) => string {
  const { data } = useQuery({
    ...diffQuery(attempt),
    enabled: attempt.head_sha !== null && places.some(({ side }) => side === 'old'),
  });
  return ({ path, side }) => {
    const before = side === 'old' ? data?.files.find((file) => file.path === path)?.old_path : null;
    return before ?? path;
  };
}
