import { jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import type { AttemptDetail, Criterion, Gate, MergePreview } from '@/lib/api/types';
import { attemptRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { MergeReadiness } from './merge-readiness';
import { ReadinessSummary } from './readiness-summary';

const preview: MergePreview = {
  clean: true,
  conflicts: [],
  ahead: 1,
  behind: 0,
  missing_evidence: [],
  open_comments: 0,
  overlaps: [
    {
      attempt_id: 'attempt-9',
      task_id: 'task-9',
      task_key: 'ANT-9',
      number: 2,
      status: 'RUNNING',
      paths: ['src/a.ts'],
    },
  ],
};

test('who touches the same files is named before the merge, with its state and a link to it', () => {
  render(
    <MergeReadiness attempt={attemptRow()} preview={preview} criteria={[]} onRequestChanges={jest.fn()} />,
    withClient(),
  );
  const link = screen.getByRole('link', { name: 'ANT-9, attempt 2 in a new tab' });
  expect(link.getAttribute('href')).toBe('/projects/project-1/attempts/attempt-9');
  expect(link.closest('li')?.textContent).toContain('running');
  expect(screen.getByText('src/a.ts')).not.toBeNull();
});

test.each([
  [{}, ['Merges cleanly into main', 'Up to date with main']],
  [{ behind: 2 }, ['Merges cleanly into main', '2 commits behind main']],
  [{ clean: false, conflicts: ['src/claim.ts'] }, ['Conflicts in 1 file', 'src/claim.ts']],
])('with %o it says whether it is clean, which files conflict and how far it is behind', (part, words) => {
  render(
    <MergeReadiness
      attempt={attemptRow()}
      preview={{ ...preview, ...part }}
      criteria={[]}
      onRequestChanges={jest.fn()}
    />,
    withClient(),
  );
  for (const text of words) expect(screen.getByText(text)).not.toBeNull();
});

test('a key in the commits is named with its file and what to do, apart from the gates', () => {
  const gates = [{ gate: 'test', status: 'passed', stale: false }] as AttemptDetail['gates'];
  render(
    <MergeReadiness
      attempt={attemptRow({ gates })}
      criteria={[]}
      preview={{ ...preview, missing_evidence: ['secret:src/config: new.ts'] }}
      onRequestChanges={jest.fn()}
    />,
    withClient(),
  );
  expect(screen.getByText('A key of yours is in the commits')).not.toBeNull();
  expect(screen.getByText('src/config: new.ts')).not.toBeNull();
  expect(screen.getByText(/Replace the key, and discard this attempt/)).not.toBeNull();
  expect(screen.getByText('All gates are green and fresh')).not.toBeNull();
});

test('evidence that is missing and comments that are open are named', () => {
  const gates = [{ gate: 'test', status: 'failed', stale: false }] as AttemptDetail['gates'];
  render(
    <MergeReadiness
      attempt={attemptRow({ gates })}
      criteria={[]}
      preview={{ ...preview, missing_evidence: ['gate:test'], open_comments: 2 }}
      onRequestChanges={jest.fn()}
    />,
    withClient(),
  );
  expect(screen.getByText('1 piece of evidence missing, red or stale')).not.toBeNull();
  expect(screen.getByText('The test gate is red')).not.toBeNull();
  expect(screen.getByText('2 comments still open')).not.toBeNull();
});

test('green gates are not called all the evidence while a criterion is not proven', () => {
  const attempt = attemptRow({ gates: [{ gate: 'test', status: 'passed' }] as Gate[] });
  const criteria = [{ id: 'criterion-1', text: 'It is fast', done: false, evidence: null }] as Criterion[];
  render(<MergeReadiness {...{ attempt, preview, criteria }} onRequestChanges={jest.fn()} />, withClient());
  expect(screen.getByText('All gates are green and fresh')).not.toBeNull();
  const warning = screen.getByText('1 acceptance criterion is not proven').closest('li');
  expect(warning?.textContent).toContain('It is fast');
});

test('a result with a criterion that is not proven is not plainly ready to merge', async () => {
  serve({ 'GET /api/attempts/attempt-1/merge-preview': () => ({ ...preview, overlaps: [] }) });
  const show = (done: boolean) =>
    render(
      <ReadinessSummary
        attempt={attemptRow()}
        criteria={[{ id: 'criterion-1', text: 'It is fast', done, evidence: null }] as Criterion[]}
        onRequestChanges={jest.fn()}
      />,
      withClient(),
    );
  const view = show(false);
  fireEvent.click(await screen.findByRole('button', { name: '1 thing to look at before merging' }));
  expect(await screen.findByText('1 acceptance criterion is not proven')).not.toBeNull();
  view.unmount();
  show(true);
  expect(await screen.findByText('Ready to merge')).not.toBeNull();
});
