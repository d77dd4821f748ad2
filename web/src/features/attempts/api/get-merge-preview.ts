import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const mergePreviewQuery = (attemptId: string) =>
  queryOptions({
    queryKey: keys.mergePreview(attemptId),
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/attempts/{attempt_id}/merge-preview', {
          params: { path: { attempt_id: attemptId } },
          signal,
        }),
      ),
    // The base may have moved since it was last asked.
    staleTime: 0,
    gcTime: 0,
  });
