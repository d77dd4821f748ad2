import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ATTEMPT_STATUSES, SETTLED_STATUSES } from '@contracts/attempt-status';
import { allPages } from '@/lib/api/all-pages';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Attempt } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';

export interface RunFilters {
  status?: Attempt['status'] | undefined;
  agent?: string | undefined;
}

const UNDER_WAY = ATTEMPT_STATUSES.filter((status) => isActive({ status }));

interface Wanted {
  status: Attempt['status'][];
  agent?: string | undefined;
  limit: number;
  cursor?: string | null;
}

const getRuns = (projectId: string, { status, agent, limit, cursor }: Wanted, signal: AbortSignal) =>
  answer(
    api.GET('/api/projects/{project_id}/attempts', {
      params: {
        path: { project_id: projectId },
        query: { status, limit, ...(agent !== undefined && { agent_id: agent }), ...(cursor && { cursor }) },
      },
      signal,
    }),
  );

/** The latest first. */
export const runsUnderWayQuery = (projectId: string) =>
  queryOptions({
    queryKey: keys.runsUnderWay(projectId),
    queryFn: ({ signal }) =>
      allPages((cursor) => getRuns(projectId, { status: UNDER_WAY, limit: 200, cursor }, signal)),
  });

/** Runs that are over, the latest first, page by page. */
export const runHistoryQuery = (projectId: string, { status, agent }: RunFilters) =>
  infiniteQueryOptions({
    queryKey: [...keys.runHistories(projectId), { status, agent }] as const,
    queryFn: ({ signal, pageParam: cursor }) =>
      getRuns(
        projectId,
        { status: status ? [status] : [...SETTLED_STATUSES], agent, limit: 50, cursor },
        signal,
      ),
    initialPageParam: null as string | null, // the first page has no cursor
    getNextPageParam: (page) => page.next_cursor,
  });
