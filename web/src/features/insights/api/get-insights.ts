import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

/** The reader's own days begin at the reader's own midnight. */
const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const getInsights = (projectId: string | null, days: number, signal: AbortSignal) =>
  answer(
    api.GET('/api/insights', {
      params: {
        query: { days, tz: timeZone(), ...(projectId !== null && { project_id: projectId }) },
      },
      signal,
    }),
  );

/** Of one project, or of all of the user's. */
export const insightsQuery = (projectId: string | null, days: number) =>
  queryOptions({
    queryKey: keys.insights(projectId, days),
    queryFn: ({ signal }) => getInsights(projectId, days, signal),
  });

const untilMidnight = (): number => new Date().setHours(24, 0, 0, 0) - Date.now() + 1000;

/** Asked again when attempts changed, at most every 15 seconds, and when a new day begins. */
export const spendTodayQuery = (projectId: string) =>
  queryOptions({
    queryKey: keys.spendToday(projectId),
    queryFn: async ({ signal }) => (await getInsights(projectId, 1, signal)).today,
    refetchInterval: ({ state }) => (state.isInvalidated ? 15_000 : untilMidnight()),
  });
