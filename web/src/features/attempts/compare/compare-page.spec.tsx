import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { keys } from '@/lib/api/query-keys';
import type { ComparedAttempt } from '@/lib/api/types';
import { attemptRow, taskRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { upsertAttempt } from '../api/attempt-cache';
import { ComparePage } from './compare-page';

const compared = (part: Partial<ComparedAttempt>): ComparedAttempt => ({
  ...attemptRow(part),
  comparison_id: 'together',
  started_at: '2026-01-11T07:02:09Z',
  duration_ms: 61_000,
  files: [],
  files_total: 0,
  ...part,
});

const file = (path: string, shared: boolean) => ({ path, additions: 1, deletions: 0, shared });

const first = compared({
  started_at: '2026-01-11T07:03:10Z',
  files: [file('both.ts', true), file('mine.ts', false)],
  files_total: 2,
  diff: { files: 2, additions: 2, deletions: 0 },
  summary: 'Did it.',
});
const second = compared({
  id: 'attempt-2',
  number: 2,
  agent_name: 'Fern',
  status: 'RUNNING',
  phase: 'agent',
  head_sha: null,
  started_at: '2026-01-11T07:03:10Z',
  duration_ms: null,
});
const failed = compared({ id: 'attempt-3', number: 3, agent_name: 'Juno', status: 'FAILED' });

const lost = { reason: 'lost_comparison', by: 'me', at: '2026-01-11T08:00:00Z' } as const;

function open(attempts: readonly ComparedAttempt[]) {
  return render(
    <ComparePage
      task={taskRow({ title: 'Greet' })}
      attempts={attempts}
      back={null}
      onAttempt={jest.fn()}
      renderLink={(attempt, tab, _className, children) => <a href={`#${attempt.id}/${tab}`}>{children}</a>}
    />,
    withClient(),
  );
}

const column = (name: string) => within(screen.getByRole('article', { name }));

test('a file says whether only one attempt touches it', () => {
  open([first, second]);
  const files = column('Attempt 1, Ada').getAllByRole('listitem');
  expect(files.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^mine\.ts.*only here$/),
    expect.stringMatching(/^both\.ts.*shared$/),
  ]);
  expect(column('Attempt 1, Ada').getByText('1 m 1 s')).not.toBeNull();
  expect(column('Attempt 1, Ada').getByRole('link', { name: 'Diff' }).getAttribute('href')).toBe(
    '#attempt-1/diff',
  );
  expect(column('Attempt 2, Fern').queryByRole('link', { name: 'Diff' })).toBeNull();
});

test('a pick says what happens to the others, happens once, and may lead on to the merge', async () => {
  const reply = later<unknown>();
  const asked = serve({
    'POST /api/attempts/attempt-1/pick': () => reply.promise,
    'GET /api/attempts/attempt-1/merge-preview': () => problem(500, { detail: 'Down.' }),
  });
  open([first, second, failed]);
  fireEvent.click(column('Attempt 1, Ada').getByRole('button', { name: 'Pick this one' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Pick attempt 1' }));
  expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Attempt 2Fernis cancelled, and keeps what it did',
    'Attempt 3Junois closed',
  ]);
  const merge = dialog.getByRole('button', { name: 'Pick and merge…' });
  fireEvent.click(merge);
  expect(await dialog.findByRole('button', { name: 'Picking…' })).not.toBeNull();
  fireEvent.click(merge);
  reply.resolve(first);
  expect(await screen.findByRole('dialog', { name: 'Approve & merge' })).not.toBeNull();
  expect(asked.filter(({ route }) => route.startsWith('POST'))).toHaveLength(1);
  expect(asked[0]?.key).not.toBeNull();
});

test('a pick that is refused says why and closes nothing', async () => {
  serve({
    'POST /api/attempts/attempt-1/pick': () => problem(409, { code: 'attempt.merging', detail: 'Merging.' }),
  });
  open([first, second]);
  fireEvent.click(column('Attempt 1, Ada').getByRole('button', { name: 'Pick this one' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('button', { name: 'Pick this one' }));
  expect((await dialog.findByRole('alert')).textContent).toContain('Merging.');
});

test.each([
  ['Attempt 2, Fern', 'It is still running: wait for it or cancel it.'],
  ['Attempt 3, Juno', 'A failed attempt cannot be picked.'],
])('%s cannot be picked, and says so: %s', (name, why) => {
  open([first, second, failed]);
  const button = column(name).getByRole('button', { name: 'Pick this one' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(button);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(button.title).toBe(why);
});

test('afterwards the winner and the losers are marked, also when the winner was sent back since', () => {
  open([
    compared({ id: 'attempt-4', number: 4 }),
    compared({ ...second, closed: lost, status: 'CANCELLED' }),
  ]);
  expect(column('Attempt 4, Ada').getByText('Picked')).not.toBeNull();
  expect(column('Attempt 2, Fern').getByText('Another attempt was picked')).not.toBeNull();
  expect(screen.getByText(/side by side · Attempt 4 is picked/)).not.toBeNull();
});

test('a pushed row changes its column at once, and has the files read again', async () => {
  const asked = serve({ 'GET /api/tasks/task-1/compare': () => ({ items: [] }) });
  const { client } = withClient();
  client.setQueryData(keys.comparison('task-1'), { items: [first, second] });
  upsertAttempt(client, { ...second, status: 'REVIEW_READY', phase: null, version: 2 });
  expect(
    client.getQueryData<{ items: ComparedAttempt[] }>(keys.comparison('task-1'))?.items[1],
  ).toMatchObject({
    status: 'REVIEW_READY',
    files: [],
  });
  await waitFor(() => expect(client.getQueryState(keys.comparison('task-1'))?.isInvalidated).toBe(true));
  expect(asked).toEqual([]);
});

test('each column has gates, change, time, cost and summary', () => {
  open([
    compared({
      gates: [{ gate: 'test', status: 'failed', stale: false }] as ComparedAttempt['gates'],
      diff: { files: 2, additions: 5, deletions: 3 },
      usage: { cost_usd: 0.25, input_tokens: 3000, output_tokens: 1000 } as ComparedAttempt['usage'],
      summary: 'Did it.',
    }),
    second,
  ]);
  const rows = column('Attempt 1, Ada').getAllByRole('heading', { level: 3 });
  const textOf = (name: string) =>
    rows.find(({ textContent }) => textContent === name)?.parentElement?.textContent;
  expect(textOf('Gates')).toContain('test failed');
  expect(textOf('Change')).toMatch(/5 lines added, 3 removed.*in 2 files/);
  expect(textOf('Time')).toContain('1 m 1 s');
  expect(textOf('Cost')).toContain('$0.25 · 4k tokens');
  expect(textOf('Summary')).toContain('Did it.');
});
