import { render, screen } from '@testing-library/react';
import type { Agent, LatestAttempt, Task } from '@/lib/api/types';
import { agentRow, latestAttemptRow, taskRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { TaskCard } from './task-card';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

function show(attempt: Partial<LatestAttempt>, part: Partial<Task> = {}, agent?: Agent) {
  serve({});
  const task = taskRow({ latest_attempt: latestAttemptRow(attempt), ...part });
  return render(
    <TaskCard task={task} agent={agent} queued={undefined} blockedBy={undefined} unread={2} />,
    withClient(),
  ).container.textContent;
}

const failure = (message: string): LatestAttempt['failure'] => ({
  reason: 'agent_failed',
  message,
  retryable: true,
});
const closed = (reason: NonNullable<LatestAttempt['closed']>['reason']): LatestAttempt['closed'] => ({
  reason,
  by: 'user',
  at: '2026-01-11T07:03:10Z',
});

test('a card says what its attempt has cost, which one it is, and how much it changed', () => {
  const text = show({ number: 3, cost_usd: 1.5, diff: { files: 2, additions: 12, deletions: 4 } });
  expect(text).toContain('$1.50');
  expect(text).toContain('attempt 3');
  expect(screen.getByText('12 lines added, 4 removed')).not.toBeNull();
  expect(screen.getByText('+12')).not.toBeNull();
  expect(screen.getByText('−4')).not.toBeNull();
});

test('a first attempt of unknown cost that changed nothing says none of it', () => {
  const text = show({});
  expect(text).not.toContain('attempt');
  expect(text).not.toContain('$');
  expect(screen.queryByText(/lines added/)).toBeNull();
});

test('each gate has a mark that is also a word', () => {
  show({
    gates: [
      { gate: 'test', status: 'failed', stale: false },
      { gate: 'lint', status: 'passed', stale: true },
    ],
  });
  const marks = screen.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'));
  expect(marks).toEqual(['test failed', 'lint passed, stale']);
});

test('criteria, subtasks and messages are counted', () => {
  const criterion = { id: 'c1', text: 'Fast', done: true, check: null, evidence: null };
  const text = show(
    {},
    {
      acceptance_criteria: [criterion, { ...criterion, id: 'c2', done: false }],
      subtasks: { done: 2, total: 3 },
      message_count: 4,
    },
  );
  expect(text).toContain('criteria done 1/2');
  expect(text).toContain('subtasks done 2/3');
  expect(text).toContain('messages 4');
});

test('a card says its key, its title, how urgent it is and who has it', () => {
  const text = show({}, { key: 'ANT-7', title: 'Greet the ants', priority: 'urgent' }, agentRow());
  expect(text).toContain('ANT-7');
  expect(screen.getByText('Greet the ants')).not.toBeNull();
  expect(screen.getByRole('img', { name: 'urgent priority' })).not.toBeNull();
  expect(screen.getByText('Ada')).not.toBeNull();
});

test('the first of its labels is shown, the others are counted and said', () => {
  show({}, { labels: ['bug', 'docs', 'ui'] });
  expect(screen.getByText('bug')).not.toBeNull();
  expect(screen.getByText('+2')).not.toBeNull();
  expect(screen.getByText('docs, ui')).not.toBeNull();
});

test('before its first attempt a card says how old it is', () => {
  expect(show({}, { latest_attempt: null, created_at: hoursAgo(3) })).toContain('3h');
});

test('open comments and unread messages are counted', () => {
  show({ open_comments: 3 });
  expect(screen.getByText('3 open comments')).not.toBeNull();
  expect(screen.getByText('2 unread messages')).not.toBeNull();
});

test('a card says which other one touches the same files', () => {
  const overlap = {
    attempt_id: 'attempt-2',
    task_id: 'task-2',
    task_key: 'ANT-2',
    paths: ['a.ts'],
    count: 1,
  };
  expect(show({ overlaps: [overlap] })).toContain('Overlaps ANT-2:a.ts');
});

test.each<[string, Partial<LatestAttempt>]>([
  ['Edits a.ts', { status: 'RUNNING', activity: 'Edits a.ts' }],
  ['Installing dependencies', { status: 'RUNNING', phase: 'installing' }],
  ['Running lint', { status: 'GATES_RUNNING', gates: [{ gate: 'lint', status: 'running', stale: false }] }],
  ['The agent exited with 3', { status: 'FAILED', failure: failure('The agent exited with 3') }],
  ['Ready for your review', {}],
  ['Test failed', { gates: [{ gate: 'test', status: 'failed', stale: false }] }],
  ['Changed nothing', { diff: { files: 0, additions: 0, deletions: 0 } }],
  ['Pull request open', { status: 'PR_CREATED' }],
  ['Merged', { status: 'APPROVED_MERGED' }],
  ['Cancelled', { status: 'CANCELLED' }],
  ['Discarded', { closed: closed('discarded') }],
  ['Changes requested', { closed: closed('superseded') }],
])('its one line says: %s', (words, attempt) => {
  expect(show(attempt)).toContain(words);
});

test.each([
  ['question', 'Has a question'],
  ['permission', 'Asks for permission'],
  ['plan', 'Has a plan to approve'],
  ['budget', 'Out of budget'],
  ['rounds_exhausted', 'Out of rounds'],
  ['conflict', 'Conflicts with its base'],
] as const)('a %s goes before what the attempt does, and says since when it waits', (reason, words) => {
  const attempt = { status: 'RUNNING', activity: 'Edits a.ts', started_at: hoursAgo(1) } as const;
  const text = show(attempt, { needs_attention: { reason, since: hoursAgo(2), ref: null } });
  expect(text).toContain(`${words}2h`);
  expect(text).not.toContain('Edits a.ts');
});

test('an agent that its provider makes wait says until when, and the rest on request', () => {
  const until = new Date(2026, 0, 11, 18, 40).toISOString();
  const waiting = { until, message: 'Too many requests.' };
  const text = show({ status: 'RUNNING', activity: 'Edits a.ts', waiting });
  expect(text).toMatch(/Waits for the provideruntil .*40/);
  expect(screen.getByTitle(/^Waits for the provider until .*40.*: Too many requests\.$/)).not.toBeNull();
  expect(screen.queryByText('Edits a.ts')).toBeNull();
});

test('a result says how long it has waited, and work how long it has gone on', () => {
  const waiting = { reason: 'review', since: hoursAgo(2), ref: null } as const;
  expect(show({}, { needs_attention: waiting })).toContain('Ready for your review2h');
  expect(show({ status: 'RUNNING', started_at: hoursAgo(1) })).toMatch(/Agent at work1:00:\d\d/);
});
