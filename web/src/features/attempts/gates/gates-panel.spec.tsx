import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { Gate } from '@/lib/api/types';
import { attemptRow } from '@/lib/testing/rows';
import { problem, serve, withClient } from '@/lib/testing/serve';
import { remarks, stateWords } from './gate-words';
import GatesPanel from './gates-panel';

Element.prototype.scrollTo = () => undefined;

const gate = (part: Partial<Gate> = {}): Gate => ({
  gate: 'test',
  status: 'failed',
  baseline: null,
  command: 'npm test',
  exit_code: 1,
  detail: null,
  duration_ms: 3100,
  output_ref: null,
  tree_sha: 'abc',
  stale: false,
  mutated_tree: false,
  ...part,
});

const criterion = { id: 'c1', text: 'It is fast', done: false, check: null, evidence: null };

const texts = (part: Partial<Gate>) => remarks(gate(part)).map(({ text }) => text);

test('a red gate says whether this change broke it', () => {
  expect(texts({ baseline: 'passed' })).toEqual(['Newly failing']);
  expect(texts({ baseline: 'failed' })).toEqual(['Failed before too']);
  expect(texts({ baseline: null })).toEqual([]);
  expect(texts({ status: 'passed', baseline: 'failed' })).toEqual([]);
});

test('a stale result and a changed tree are said', () => {
  expect(texts({ status: 'passed', stale: true, mutated_tree: true })).toEqual(['Stale', 'Changed files']);
});

test('a gate that was skipped says because of what', () => {
  const skipped = gate({ status: 'skipped', exit_code: null });
  expect(stateWords(skipped, [gate({ gate: 'install' }), skipped])).toContain('install command failed');
  expect(stateWords(skipped, [skipped])).toContain('ended before');
});

test('a gate that had no end of its own says why', () => {
  const detail = 'The command wrote a larger file than a run may write.';
  const attempt = attemptRow({ gates: [gate({ status: 'error', exit_code: 137, detail })] });
  render(<GatesPanel attempt={attempt} criteria={[]} onWatch={jest.fn()} />, withClient());
  expect(screen.getByText(detail)).toBeTruthy();
});

test('one gate is run again by itself', async () => {
  const attempt = attemptRow({ gates: [gate({ gate: 'lint', command: 'npm run lint' })] });
  const asked = serve({ 'POST /api/attempts/attempt-1/rerun-gates': () => attempt });
  render(<GatesPanel attempt={attempt} criteria={[]} onWatch={jest.fn()} />, withClient());
  fireEvent.click(screen.getByRole('button', { name: 'Rerun this gate' }));
  await waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ gate: 'lint' }]));
});

test('each gate says what came of it, and a red one why and with its output', async () => {
  const red = gate({ baseline: 'passed' });
  const attempt = attemptRow({ gates: [red, gate({ gate: 'lint', status: 'skipped', exit_code: null })] });
  const asked = serve({ 'POST /api/attempts/attempt-1/rerun-gates': () => attempt });
  render(<GatesPanel attempt={attempt} criteria={[criterion]} onWatch={jest.fn()} />, withClient());
  expect(screen.getByRole('button', { expanded: true }).textContent).toMatch(
    /npm test.*Newly failing.*failed · exit 1.*3\.1 s/,
  );
  expect(screen.getByText(/this change broke it/)).toBeTruthy();
  expect(screen.getByText('No output.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /skipped/, expanded: false }));
  expect(screen.getByText('Skipped: the run ended before it.')).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Acceptance criteria' }).textContent).toMatch(
    /It is fast.*not proven yet/,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Rerun all' }));
  await waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{}]));
});

test('a running gate is watched in the log', () => {
  const onWatch = jest.fn();
  const attempt = attemptRow({
    status: 'GATES_RUNNING',
    gates: [gate({ status: 'running', exit_code: null })],
  });
  render(<GatesPanel attempt={attempt} criteria={[]} onWatch={onWatch} />, withClient());
  fireEvent.click(screen.getByRole('button', { name: /running/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Watch in Logs' }));
  expect(onWatch).toHaveBeenCalledTimes(1);
});

test('what is shown of an output stays when the rest cannot be had, and that is tried again', async () => {
  const attempt = attemptRow({ gates: [gate({ output_ref: 'out' })] });
  const part = (text: string, range: string) =>
    new Response(text, { status: 206, headers: { 'Content-Range': range } });
  const answers = [
    part('the end\n', 'bytes 99-106/107'),
    problem(503, { detail: 'Not now.' }),
    part('the beginning\nthe end\n', 'bytes 0-21/22'),
  ];
  globalThis.fetch = jest.fn(() => Promise.resolve(answers.shift() ?? Response.error()));
  render(<GatesPanel attempt={attempt} criteria={[]} onWatch={jest.fn()} />, withClient());
  fireEvent.click(await screen.findByRole('button', { name: 'Load all' }));
  expect(await screen.findByText('Not now.')).not.toBeNull();
  expect(screen.getByText('The last 1 line; the rest is in the download')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('2 lines')).not.toBeNull();
});
