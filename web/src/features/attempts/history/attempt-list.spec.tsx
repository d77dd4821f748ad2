import { render, screen } from '@testing-library/react';
import { agentRow, attemptRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import type { AttemptDetail } from '@/lib/api/types';
import { AttemptList } from './attempt-list';

function show(items: AttemptDetail[]) {
  serve({ 'GET /api/tasks/task-1/attempts': () => ({ items, next_cursor: null }) });
  render(
    <AttemptList
      taskId="task-1"
      agents={new Map([['agent-1', agentRow()]])}
      renderLink={(attempt, _className, children) => <a href={`#${attempt.id}`}>{children}</a>}
      renderCompare={(attempts) => `Compare ${attempts.length}`}
    />,
    withClient(),
  );
}

test('each attempt is listed, the latest first, with how it ended and what it was told', async () => {
  show([
    attemptRow({ feedback: null, status: 'FAILED' }),
    attemptRow({
      id: 'attempt-2',
      number: 2,
      feedback: 'Dig deeper.',
      runs: [
        { started_at: '2026-01-11T07:00:00Z', finished_at: '2026-01-11T07:00:42Z' },
      ] as AttemptDetail['runs'],
      usage: { cost_usd: 0.5 } as AttemptDetail['usage'],
      diff: { files: 1, additions: 7, deletions: 2 },
      gates: [{ gate: 'test', status: 'passed', stale: false, duration_ms: 0 }] as AttemptDetail['gates'],
    }),
  ]);
  const links = await screen.findAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['#attempt-2', '#attempt-1']);
  expect(links[0]?.textContent).toMatch(
    /Attempt 2.*Ready for your review.*Ada · 42 s · \$0\.50.*7 lines added, 2 removed/,
  );
  expect(links[0]?.textContent).toContain('Feedback: Dig deeper.');
  expect(links[1]?.textContent).toMatch(/Attempt 1.*Failed/);
  expect(screen.getByRole('img', { name: 'test passed' })).not.toBeNull();
  expect(screen.getByText('Compare 2')).not.toBeNull();
});

test('a task without attempts says how to get one', async () => {
  show([]);
  expect(await screen.findByText(/^No attempts yet\. Run the task/)).not.toBeNull();
});
