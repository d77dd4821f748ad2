import { jest } from '@jest/globals';
import { fireEvent, render, screen, within } from '@testing-library/react';
import type { AttemptDetail, Gate, MergePreview } from '@/lib/api/types';
import { attemptRow, diffFileRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import SummaryPanel from './summary-panel';

const preview: MergePreview = {
  clean: true,
  conflicts: [],
  ahead: 1,
  behind: 0,
  missing_evidence: [],
  open_comments: 0,
  overlaps: [],
};

const gate = (part: Partial<Gate>): Gate => ({
  gate: 'test',
  status: 'passed',
  baseline: null,
  command: 'npm test',
  exit_code: 0,
  detail: null,
  duration_ms: 3100,
  output_ref: null,
  tree_sha: 'abc',
  stale: false,
  mutated_tree: false,
  ...part,
});

const criterion = { id: 'c1', text: 'Fast', done: false, check: null, evidence: null };

interface Shown {
  attempt?: Partial<AttemptDetail>;
  preview?: Partial<MergePreview>;
  criteria?: (typeof criterion)[];
  relatives?: AttemptDetail[];
}

function show({ attempt = {}, preview: part = {}, criteria = [], relatives = [] }: Shown) {
  serve({
    'GET /api/attempts/attempt-1/merge-preview': () => ({ ...preview, ...part }),
    'GET /api/attempts/attempt-1/diff': () => ({
      base_sha: 'base',
      head_sha: 'abc',
      stats: { files: 2, additions: 5, deletions: 3 },
      files: [diffFileRow({ path: 'src/a.ts' }), diffFileRow({ path: 'logo.png', binary: true })],
    }),
    'GET /api/tasks/task-1/attempts': () => ({ items: relatives, next_cursor: null }),
  });
  const onTab = jest.fn();
  const onAttempt = jest.fn();
  const row = attemptRow({ summary: null, feedback: null, ...attempt });
  render(<SummaryPanel {...{ criteria, onTab, onAttempt }} attempt={row} />, withClient());
  return { onTab, onAttempt };
}

/** What stands below a heading. */
const block = (title: string): HTMLElement => {
  const section = screen.getByRole('heading', { name: title }).parentElement;
  if (!section) throw new Error(`Nothing stands around “${title}”.`);
  return section;
};
const pairs = (title: string) =>
  Object.fromEntries(
    within(block(title))
      .getAllByRole('term')
      .map((term) => [term.textContent, term.nextElementSibling?.textContent]),
  );

test('the story, what was changed in which folder, and what it was told to change', async () => {
  show({ attempt: { summary: 'I fixed the **tunnel**.', feedback: 'Dig deeper.' } });
  expect(block('Summary').textContent).toContain('I fixed the');
  expect(block('Feedback it was given').textContent).toContain('Dig deeper.');
  expect(await screen.findByText('a.ts')).not.toBeNull();
  const changed = block('What changed').textContent;
  expect(changed).toContain('5 lines added, 3 removed');
  expect(changed).toMatch(/src.*a\.ts.*top folder.*logo\.png.*binary/);
});

test('what remains is named, with what is to be done now and where', async () => {
  const { onTab } = show({
    attempt: { gates: [gate({ status: 'failed' }), gate({ gate: 'lint', stale: true })] },
    preview: { clean: false, open_comments: 2 },
    criteria: [criterion],
  });
  expect(await screen.findByText('It conflicts with main.')).not.toBeNull();
  const remains = within(block('What remains'));
  expect(remains.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'The test gate is red.',
    'The result of lint is stale.',
    '2 comments still open.',
    '1 acceptance criterion is not proven yet.',
    'It conflicts with main.',
  ]);
  expect(remains.getByText('Read the diff, then approve it or request changes.')).not.toBeNull();
  fireEvent.click(remains.getByRole('button', { name: 'Read the diff' }));
  fireEvent.click(remains.getByRole('button', { name: 'See the evidence' }));
  expect(onTab.mock.calls).toEqual([['diff'], ['gates']]);
});

test('how far a clean result is behind remains to be mended', async () => {
  show({ preview: { behind: 2 } });
  expect(await screen.findByText('It is 2 commits behind main.')).not.toBeNull();
});

test.each<[Partial<AttemptDetail>, string]>([
  [{ status: 'RUNNING' }, 'It is under way: watch the log, or cancel it.'],
  [{ status: 'APPROVED_MERGED' }, 'Nothing: it is merged to main.'],
  [{ status: 'CANCELLED' }, 'Retry it, or go on from what it left.'],
  [{ closed: { reason: 'discarded', by: 'user', at: '' } }, 'Nothing: it is closed.'],
])('the next step of %o is “%s”', (attempt, words) => {
  show({ attempt });
  expect(block('What remains').textContent).toContain(words);
});

test('a failure says why, and leads to the log', () => {
  const failure = { reason: 'agent_failed', message: 'The agent ended with 3.', retryable: true } as const;
  const { onTab } = show({ attempt: { status: 'FAILED', head_sha: null, failure } });
  expect(block('Why it failed').textContent).toContain('The agent ended with 3.');
  expect(block('Why it failed').textContent).toContain('running it again may help');
  expect(block('Summary').textContent).toContain('The agent left none.');
  expect(block('What changed').textContent).toContain('There is no result yet.');
  fireEvent.click(screen.getByRole('button', { name: 'Watch the log' }));
  expect(onTab).toHaveBeenCalledWith('logs');
});

test('usage and cost are told, and said to be unknown where the agent tells none', () => {
  show({});
  const unknown = 'unknown';
  expect(pairs('Usage and cost')).toEqual({
    Cost: unknown,
    Input: unknown,
    Output: unknown,
    'From cache': unknown,
  });
});

test('what was read from a cache and written to it counts apart, and a zero is no unknown', () => {
  const usage = { cost_usd: null, input_tokens: 0, output_tokens: 40, cache_read_tokens: 9000 };
  show({ attempt: { usage: { ...usage, cache_write_tokens: 800 } } });
  expect(pairs('Usage and cost')).toEqual({
    Cost: 'unknown',
    Input: '0 tokens',
    Output: '40 tokens',
    'From cache': '9k tokens',
    'To cache': '800 tokens',
  });
});

test('where the time went, how it was isolated, and what it left', () => {
  show({
    attempt: {
      queued_at: '2026-01-11T07:00:00Z',
      started_at: '2026-01-11T07:00:05Z',
      gates: [gate({})],
      usage: { cost_usd: 0.42, input_tokens: 12_000, output_tokens: 900 },
      isolation: { kind: 'process', network: 'open', degraded_reason: 'bubblewrap is not installed' },
      branch: 'antfarm/ant-1',
      artifacts: [{ id: 'artifact-7', name: 'log.txt', size: 2048 }] as AttemptDetail['artifacts'],
    } as Partial<AttemptDetail>,
  });
  expect(pairs('Where the time went')).toEqual({ 'Waiting in the queue': '5.0 s', 'Gate test': '3.1 s' });
  expect(pairs('Usage and cost')).toMatchObject({ Cost: '$0.42', Input: '12k tokens', Output: '900 tokens' });
  expect(block('Isolation').textContent).toContain('without a sandbox; the network is open.');
  expect(block('Isolation').textContent).toContain('bubblewrap is not installed');
  expect(pairs('Facts')).toMatchObject({ Branch: 'antfarm/ant-1', Base: 'main' });
  expect(screen.getByRole('link', { name: 'log.txt' }).getAttribute('href')).toBe(
    '/api/artifacts/artifact-7',
  );
});

test('other attempts that it goes on from, or that go on from it, are one click away', async () => {
  const { onAttempt } = show({
    attempt: { number: 2, parent_attempt_id: 'attempt-0' },
    relatives: [
      attemptRow({ id: 'attempt-0', number: 1 }),
      attemptRow({ id: 'attempt-9', number: 3, parent_attempt_id: 'attempt-1' }),
      attemptRow({ id: 'attempt-8', number: 4 }),
    ],
  });
  fireEvent.click(await screen.findByRole('button', { name: 'attempt 3' }));
  expect(onAttempt).toHaveBeenCalledWith('attempt-9');
  expect(block('Other attempts').textContent).toMatch(/Followed by attempt 3/);
  expect(block('Other attempts').textContent).toMatch(/Goes on from attempt 1/);
  expect(screen.queryByRole('button', { name: 'attempt 4' })).toBeNull();
});

test('what was merged without evidence stays on record, with the reason', () => {
  const override = { reason: 'Known flake', items: ['gate:test'], by: 'me', at: '' };
  show({ attempt: { status: 'APPROVED_MERGED', merge: { override } as AttemptDetail['merge'] } });
  expect(block('Merged over missing evidence').textContent).toMatch(/Known flake.*The test gate is red/);
});
