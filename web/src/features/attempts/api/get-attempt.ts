import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const attemptQuery = (attemptId: string) =>
  queryOptions({
    queryKey: keys.attempt(attemptId),
    queryFn: ({ signal }) =>
      answer(api.GET('/api/attempts/{attempt_id}', { params: { path: { attempt_id: attemptId } }, signal })),
  });
