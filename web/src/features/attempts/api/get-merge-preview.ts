import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Attempt } from '@/lib/api/types';

/** Asked anew when the result or its evidence is another. */
export const mergePreviewQuery = ({ id, head_sha: head, status }: Attempt) =>
  queryOptions({
    queryKey: [...keys.mergePreview(id), head, status],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/attempts/{attempt_id}/merge-preview', {
          params: { path: { attempt_id: id } },
          signal,
        }),
      ),
    // The base may have moved since it was last asked.
    staleTime: 0,
    gcTime: 0,
  });
