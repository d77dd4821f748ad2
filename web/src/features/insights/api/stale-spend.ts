import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';

/** Says that attempts changed; what is shown asks again in its own time. */
export const staleSpend = (client: QueryClient, projectId: string): void =>
  void client.invalidateQueries({ queryKey: keys.spendToday(projectId), refetchType: 'none' });
