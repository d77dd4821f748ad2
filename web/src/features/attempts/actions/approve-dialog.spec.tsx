import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { MergePreview } from '@/lib/api/types';
import { attemptRow } from '@/lib/testing/rows';
import { problem, serve, withClient } from '@/lib/testing/serve';
import ApproveDialog from './approve-dialog';
import { APPROVE_REFUSALS } from './approve-refusals';

const PREVIEW: MergePreview = {
  clean: true,
  conflicts: [],
  ahead: 1,
  behind: 0,
  missing_evidence: [],
  open_comments: 0,
  overlaps: [],
};

function open(preview: Partial<MergePreview>, approve: () => unknown = () => attemptRow()) {
  const asked = serve({
    'GET /api/attempts/attempt-1/merge-preview': () => ({ ...PREVIEW, ...preview }),
    'POST /api/attempts/attempt-1/approve': approve,
    'POST /api/attempts/attempt-1/update-from-base': () => attemptRow({ status: 'GATES_RUNNING' }),
    'POST /api/attempts/attempt-1/rerun-gates': () => attemptRow({ status: 'GATES_RUNNING' }),
  });
  const onRequestChanges = jest.fn();
  render(
    <ApproveDialog
      attempt={attemptRow({ gates: [] })}
      criteria={[]}
      mode="merge"
      onClose={jest.fn()}
      onRequestChanges={onRequestChanges}
      onRun={jest.fn()}
    />,
    withClient(),
  );
  return { asked, onRequestChanges };
}

const merge = async () => fireEvent.click(await screen.findByRole('button', { name: 'Merge to main' }));
const alert = async () => (await screen.findByRole('alert')).textContent;

test.each(Object.entries(APPROVE_REFUSALS))('a refusal with %s is said in words', async (code, { title }) => {
  open({}, () => problem(409, { code, detail: 'What the server says.', hint: 'What helps.' }));
  await merge();
  const words = await alert();
  expect(words).toContain(title);
  expect(words).toContain('What the server says.');
  expect(words).toContain('What helps.');
});

test('a refusal that nobody knows yet is said as well, with another try', async () => {
  let tries = 0;
  const { asked } = open({}, () => {
    tries += 1;
    return tries === 1 ? problem(409, { code: 'attempt.new', detail: 'Something new.' }) : attemptRow();
  });
  await merge();
  expect(await alert()).toContain('Something new.');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(asked.filter(({ route }) => route.endsWith('/approve'))).toHaveLength(2));
});

test('a conflict that the merge met names its files and leads to a request for changes', async () => {
  const files = ['src/claim.ts'];
  const { onRequestChanges } = open({}, () =>
    problem(409, { code: 'attempt.merge_conflict', detail: 'It conflicts.', files }),
  );
  await merge();
  expect(await alert()).toContain('src/claim.ts');
  fireEvent.click(screen.getByRole('button', { name: 'Request changes' }));
  expect(onRequestChanges).toHaveBeenCalledWith(files);
});

test('with conflicts known before, there is nothing to merge and the way on stands beside them', async () => {
  const { onRequestChanges } = open({ clean: false, conflicts: ['a.ts'] });
  expect((await screen.findByRole<HTMLButtonElement>('button', { name: 'Merge to main' })).disabled).toBe(
    true,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Request changes' }));
  expect(onRequestChanges).toHaveBeenCalledWith(['a.ts']);
});

test('a result that is behind is updated right there', async () => {
  const { asked } = open({ behind: 2 });
  fireEvent.click(await screen.findByRole('button', { name: 'Update from base' }));
  await waitFor(() => expect(asked.some(({ route }) => route.endsWith('/update-from-base'))).toBe(true));
});

test('missing evidence is accepted item by item and with a reason, which goes along', async () => {
  const { asked } = open({ missing_evidence: ['gate:test', 'stale:lint'] });
  const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Merge to main' });
  fireEvent.click(screen.getByRole('checkbox', { name: /test gate is red/ }));
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: ' Known flake ' } });
  expect(button.disabled).toBe(true);
  fireEvent.click(screen.getByRole('checkbox', { name: /lint is stale/ }));
  fireEvent.click(button);
  await waitFor(() =>
    expect(asked.find(({ route }) => route.endsWith('/approve'))?.body).toEqual({
      mode: 'merge',
      override: { reason: 'Known flake', items: ['gate:test', 'stale:lint'] },
    }),
  );
});
