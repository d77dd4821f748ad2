import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { keys } from '@/lib/api/query-keys';
import type { Attempt, ProjectAttempt } from '@/lib/api/types';
import { agentRow, runRow, taskRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient, type Asked } from '@/lib/testing/serve';
import { findRun, upsertRun } from './api/run-cache';
import { RunsPage, type SettledFilters } from './runs-page';

const RUNS = 'GET /api/projects/project-1/attempts';

const running = runRow({
  id: 'c',
  status: 'RUNNING',
  phase: 'agent',
  finished_at: null,
  cancel_requested_at: null,
  task: { id: 'task-1', key: 'ANT-1', title: 'Runs' },
});
const done = runRow({ id: 'b', task: { id: 'task-2', key: 'ANT-2', title: 'Is done' } });

function show(
  lists: { now?: ProjectAttempt[]; over?: ProjectAttempt[] },
  { filters = {}, answers = {} }: { filters?: SettledFilters; answers?: Parameters<typeof serve>[0] } = {},
) {
  const asked = serve({
    [RUNS]: ({ route }: Asked) => ({
      items: route.includes('RUNNING') ? (lists.now ?? []) : (lists.over ?? []),
      next_cursor: null,
    }),
    ...answers,
  });
  const changes: SettledFilters[] = [];
  const { client, wrapper } = withClient();
  client.setQueryData(keys.tasks('project-1'), [taskRow()]);
  render(
    <RunsPage
      projectId="project-1"
      tasks={[taskRow()]}
      agents={[agentRow()]}
      filters={filters}
      onFilters={(next) => changes.push(next)}
      renderLink={(run, className, children) => (
        <a className={className} href={`/${run.id}`}>
          {children}
        </a>
      )}
    />,
    { wrapper },
  );
  return { asked, changes, client };
}

const linksIn = (name: string) =>
  within(screen.getByRole('list', { name }))
    .queryAllByRole('link')
    .map((link) => link.getAttribute('href'));

test('a project without runs says how to get one', async () => {
  show({});
  expect(await screen.findByRole('heading', { name: 'No runs yet' })).not.toBeNull();
  expect(screen.getByText('Nothing runs at the moment.')).not.toBeNull();
});

test('a run that ends moves to the history by its pushed row, without a request', async () => {
  const { asked, client } = show({ now: [running], over: [done] });
  await waitFor(() => expect(linksIn('Running now')).toEqual(['/c']));
  const before = asked.length;
  const push = (run: Attempt) => act(() => upsertRun(client, 'project-1', run));
  push({ ...running, status: 'FAILED', version: 2 });
  await waitFor(() => expect(linksIn('Running now')).toEqual([]));
  expect(linksIn('History')).toEqual(['/c', '/b']);
  push(running); // older than what is shown
  push({ ...done, summary: 'Newer', version: 2 });
  await waitFor(() => expect(findRun(client, 'project-1', 'b')?.summary).toBe('Newer'));
  expect(linksIn('History')).toEqual(['/c', '/b']);
  expect(asked).toHaveLength(before);
});

test('a row that does not pass the filters does not enter the history', async () => {
  const { asked, client } = show({ over: [done] }, { filters: { status: 'REVIEW_READY' } });
  await waitFor(() => expect(linksIn('History')).toEqual(['/b']));
  expect(asked.map(({ route }) => route)).toContain(`${RUNS}?status=REVIEW_READY&limit=50`);
  act(() => {
    upsertRun(client, 'project-1', { ...running, status: 'FAILED', version: 2 });
    upsertRun(client, 'project-1', { ...running, id: 'd', version: 2, status: 'REVIEW_READY' });
  });
  await waitFor(() => expect(linksIn('History')).toEqual(['/d', '/b']));
});

test('filters are handed to the address', async () => {
  const { changes } = show({}, { filters: { agent: 'agent-1' } });
  fireEvent.change(screen.getByLabelText('Filter by outcome'), { target: { value: 'FAILED' } });
  expect(changes).toEqual([{ agent: 'agent-1', status: 'FAILED' }]);
  expect(await screen.findByRole('heading', { name: 'No run matches' })).not.toBeNull();
});

test('the runs of one agent are asked for in the address, and all of them again with one click', () => {
  const { changes } = show({}, { filters: { status: 'FAILED' } });
  fireEvent.change(screen.getByLabelText('Filter by agent'), { target: { value: 'agent-1' } });
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(changes).toEqual([{ status: 'FAILED', agent: 'agent-1' }, {}]);
});

test('a run says how long it is at work, what it changed and how its gates ended', async () => {
  const started_at = new Date(Date.now() - 65_000).toISOString();
  const diff = { files: 2, additions: 12, deletions: 4 };
  const gates = [{ gate: 'test', status: 'failed', stale: false }] as ProjectAttempt['gates'];
  show({ now: [{ ...running, started_at }], over: [{ ...done, diff, gates }] });
  await waitFor(() => expect(linksIn('Running now')).toEqual(['/c']));
  expect(screen.getByRole('list', { name: 'Running now' }).textContent).toMatch(/for 1:0\d/);
  const over = within(screen.getByRole('list', { name: 'History' }));
  expect(over.getByText('12 lines added, 4 removed')).not.toBeNull();
  expect(over.getByRole('img', { name: 'test failed' })).not.toBeNull();
});

test('a cancelled run says so at once, and is put back when the server refuses', async () => {
  const reply = later<Response>();
  show({ now: [running] }, { answers: { 'POST /api/attempts/c/cancel': () => reply.promise } });
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel attempt 1 of ANT-1' }));
  expect(await screen.findByText('Cancelling')).not.toBeNull();
  reply.resolve(problem(409, { detail: 'It is being merged.' }));
  expect(await screen.findByText('Agent at work')).not.toBeNull();
});

test('what is queued stands in its order, and each run says how long it took and what it cost', async () => {
  const worked = {
    started_at: '2026-01-11T07:00:00Z',
    finished_at: '2026-01-11T07:02:00Z',
  } as ProjectAttempt['runs'][number];
  const queued = (id: string) => ({ ...running, id, status: 'QUEUED' as const, started_at: null });
  show({
    now: [queued('later'), queued('next')],
    over: [{ ...done, runs: [worked], usage: { cost_usd: 1.5 } as ProjectAttempt['usage'] }],
  });
  await waitFor(() => expect(linksIn('Queued')).toEqual(['/next', '/later']));
  expect(screen.getByRole('list', { name: 'History' }).textContent).toMatch(/2 m 0 s\$1\.50/);
});

test('older runs come page by page', async () => {
  show(
    {},
    {
      answers: {
        [RUNS]: ({ route }: Asked) => {
          if (route.includes('RUNNING')) return { items: [], next_cursor: null };
          return route.includes('cursor=more')
            ? { items: [{ ...done, id: 'a' }], next_cursor: null }
            : { items: [done], next_cursor: 'more' };
        },
      },
    },
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(linksIn('History')).toEqual(['/b', '/a']));
});
