import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const comparisonQuery = (taskId: string) =>
  queryOptions({
    queryKey: keys.comparison(taskId),
    queryFn: ({ signal }) =>
      answer(api.GET('/api/tasks/{task_id}/compare', { params: { path: { task_id: taskId } }, signal })),
  });
