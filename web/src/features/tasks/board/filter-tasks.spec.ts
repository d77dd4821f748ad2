import type { LatestAttempt } from '@/lib/api/types';
import { taskRow } from '@/lib/testing/rows';
import { filterTasks } from './filter-tasks';

test('a filter by agent finds the cards that show that agent', () => {
  const given = taskRow({ id: 'given', agent_id: 'ada' });
  const worked = taskRow({
    id: 'worked',
    agent_id: 'bob',
    latest_attempt: { agent_id: 'ada' } as LatestAttempt,
  });
  expect(filterTasks([given, worked], { agent: 'ada' })).toEqual([given, worked]);
  expect(filterTasks([given, worked], { agent: 'bob' })).toEqual([]);
});
