import { useDeferredValue, useMemo } from 'react';
import type { Agent, Task } from '@/lib/api/types';
import { filterTasks, type BoardFilters } from './filter-tasks';

/** Letters come first: of many cards those that match follow when there is time. What happens to a card does not wait. */
export function useFilteredTasks(
  tasks: readonly Task[],
  filters: BoardFilters,
  agents: ReadonlyMap<string, Agent>,
): readonly Task[] {
  const asked = useDeferredValue(filters);
  return useMemo(() => filterTasks(tasks, asked, agents), [agents, asked, tasks]);
}
