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

test('words are looked for in all that a card says, also in the name of its agent', () => {
  const tasks = [
    taskRow({ id: 'branch', branch_name: 'ak/ant-1-queue' }),
    taskRow({ id: 'file', focus_files: ['src/queue.ts'] }),
    taskRow({ id: 'agent', agent_id: 'ada', title: 'The queue' }),
  ];
  const agents = new Map([['ada', { name: 'Ada' }]]);
  const found = (q: string) => filterTasks(tasks, { q }, agents).map(({ id }) => id);
  expect(found('queue')).toEqual(['branch', 'file', 'agent']);
  expect(found('ADA queue')).toEqual(['agent']);
});

test('cards are found by what they wait for, what runs, and whose evidence is stale', () => {
  const attempt = (part: Partial<LatestAttempt>) =>
    ({ status: 'REVIEW_READY', gates: [], ...part }) as unknown as LatestAttempt;
  const tasks = [
    taskRow({ id: 'waits', needs_attention: { reason: 'review', since: '', ref: null } }),
    taskRow({ id: 'runs', latest_attempt: attempt({ status: 'RUNNING' }) }),
    taskRow({
      id: 'stale',
      latest_attempt: attempt({ gates: [{ gate: 'test', status: 'passed', stale: true }] }),
    }),
  ];
  for (const [is, id] of [
    ['needs_you', 'waits'],
    ['running', 'runs'],
    ['stale', 'stale'],
  ] as const)
    expect(filterTasks(tasks, { is }).map((task) => task.id)).toEqual([id]);
});

test('without a filter the cards are the very same list', () => {
  const tasks = [taskRow()];
  expect(filterTasks(tasks, { q: '', label: undefined })).toBe(tasks);
});

test.each([{ label: 'bug' }, { status: 'review' }, { priority: 'high' }] as const)(
  'only cards like %o are found',
  (filter) => {
    const like = taskRow({ id: 'like', labels: ['docs', 'bug'], status: 'review', priority: 'high' });
    const unlike = taskRow({ labels: ['docs'] });
    expect(filterTasks([unlike, like], filter)).toEqual([like]);
  },
);
