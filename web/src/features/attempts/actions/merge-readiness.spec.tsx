import { jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import type { AttemptDetail, MergePreview } from '@/lib/api/types';
import { attemptRow } from '@/lib/testing/rows';
import { withClient } from '@/lib/testing/serve';
import { MergeReadiness } from './merge-readiness';

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
    <MergeReadiness attempt={attemptRow()} preview={preview} onRequestChanges={jest.fn()} />,
    withClient(),
  );
  const link = screen.getByRole('link', { name: 'ANT-9, attempt 2 in a new tab' });
  expect(link.getAttribute('href')).toBe('/projects/project-1/attempts/attempt-9');
  expect(link.closest('li')?.textContent).toContain('running');
  expect(screen.getByText('src/a.ts')).not.toBeNull();
});

test('evidence that is missing and comments that are open are named', () => {
  const gates = [{ gate: 'test', status: 'failed', stale: false }] as AttemptDetail['gates'];
  render(
    <MergeReadiness
      attempt={attemptRow({ gates })}
      preview={{ ...preview, missing_evidence: ['gate:test'], open_comments: 2 }}
      onRequestChanges={jest.fn()}
    />,
    withClient(),
  );
  expect(screen.getByText('1 piece of evidence missing, red or stale')).not.toBeNull();
  expect(screen.getByText('The test gate is red')).not.toBeNull();
  expect(screen.getByText('2 comments still open')).not.toBeNull();
});
