import { render, screen } from '@testing-library/react';
import type { LatestAttempt, Task } from '@/lib/api/types';
import { latestAttemptRow, taskRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { TaskCard } from './task-card';

function show(attempt: Partial<LatestAttempt>, part: Partial<Task> = {}) {
  serve({});
  const task = taskRow({ latest_attempt: latestAttemptRow(attempt), ...part });
  return render(
    <TaskCard task={task} agent={undefined} queued={undefined} blockedBy={undefined} unread={0} />,
    withClient(),
  ).container.textContent;
}

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
