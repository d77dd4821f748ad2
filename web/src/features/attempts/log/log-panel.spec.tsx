import { jest } from '@jest/globals';
import type { AttemptEvent, StoredAttemptEvent } from '@contracts/attempt-event';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { AttemptDetail } from '@/lib/api/types';
import { downloads } from '@/lib/testing/downloads';
import { fakeSockets } from '@/lib/testing/fake-socket';
import { attemptRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import LogPanel from './log-panel';

const HEIGHT = 400;

beforeEach(() => {
  // jsdom lays nothing out: the list is told how much room it has.
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
});
afterEach(() => jest.restoreAllMocks());

const stored = (seq: number, event: AttemptEvent): StoredAttemptEvent => ({
  attempt_id: 'attempt-1',
  seq,
  ts: '2026-01-11T07:03:10Z',
  event,
});

const line = (seq: number, message = `line ${seq}`) =>
  stored(seq, { kind: 'LOG', payload: { level: 'INFO', message, stream: 'stdout', run_id: null } });

async function show(part: Partial<AttemptDetail>, events: StoredAttemptEvent[], address?: string) {
  const sockets = fakeSockets();
  serve({ 'GET /api/attempts/attempt-1/events': () => ({ items: events, next_after: null }) });
  const onLine = jest.fn();
  render(
    <LogPanel
      attempt={attemptRow({ last_seq: events.length, ...part })}
      agentName="Ada"
      queue={{ ahead: 2, running: 1 }}
      line={address}
      onLine={onLine}
    />,
    withClient(),
  );
  await waitFor(() => expect(sockets.made).toHaveLength(1));
  const socket = sockets.made[0];
  const push = (more: StoredAttemptEvent[]) =>
    act(() => {
      socket?.onmessage?.({ data: JSON.stringify({ type: 'events', events: more }) });
    });
  return { onLine, push, url: socket?.url };
}

const log = () => screen.getByRole('log');
const follow = () => screen.getByRole<HTMLInputElement>('switch', { name: 'Follow' });

test('before the first line it says what the attempt waits for, and for how long', async () => {
  await show({ status: 'QUEUED', queued_at: new Date().toISOString() }, []);
  expect(screen.getByText('Queued behind 2 other attempts')).toBeTruthy();
  expect(screen.getByText(/^0:0\d$/)).toBeTruthy();
});

test('the newest lines come first, and the socket goes on behind them', async () => {
  const { url } = await show({}, [line(41), line(42)]);
  await screen.findByText('line 42');
  expect(url).toContain('after=42');
});

test('who scrolls up is let alone, hears of new lines, and is taken back to the end', async () => {
  const { push } = await show({ status: 'RUNNING' }, [line(1), line(2)]);
  await screen.findByText('line 2');
  Object.defineProperty(log(), 'scrollHeight', { value: 9000, configurable: true });
  expect(follow().checked).toBe(true);
  fireEvent.wheel(log(), { deltaY: -40 });
  expect(follow().checked).toBe(false);
  push([line(3), line(4)]);
  fireEvent.click(await screen.findByRole('button', { name: '2 new lines' }));
  expect(follow().checked).toBe(true);
  expect(screen.queryByRole('button', { name: /new line/ })).toBeNull();
});

test('scrolling down to the end takes up following again', async () => {
  await show({ status: 'RUNNING' }, [line(1), line(2)]);
  await screen.findByText('line 2');
  Object.defineProperty(log(), 'scrollHeight', { value: 9000, configurable: true });
  fireEvent.wheel(log(), { deltaY: -40 });
  log().scrollTop = 100;
  fireEvent.scroll(log());
  expect(follow().checked).toBe(false);
  log().scrollTop = 9000 - HEIGHT;
  fireEvent.scroll(log());
  expect(follow().checked).toBe(true);
});

test('find counts, goes from match to match and back, and ends with Escape', async () => {
  await show({}, [line(1, 'an ant'), line(2, 'a bee'), line(3, 'another ant')]);
  await screen.findByText('a bee');
  const box = screen.getByRole('searchbox', { name: 'Find in the log' });
  fireEvent.change(box, { target: { value: 'ANT' } });
  await screen.findByText('2 matches');
  const current = () => log().querySelector('[aria-current]')?.textContent;
  fireEvent.keyDown(box, { key: 'Enter' });
  await screen.findByText('1 of 2');
  expect(current()).toContain('an ant');
  fireEvent.keyDown(box, { key: 'Enter', shiftKey: true });
  await screen.findByText('2 of 2');
  expect(current()).toContain('another ant');
  fireEvent.keyDown(box, { key: 'Escape' });
  expect(screen.queryByText('2 of 2')).toBeNull();
});

test('the number of a line names it in the address; with Shift a range', async () => {
  const { onLine } = await show({}, [line(1), line(2), line(3)], '1');
  await screen.findByText('line 3');
  const number = log().querySelector('[data-line="3"]');
  if (!number) throw new Error('The line has no number.');
  fireEvent.click(number, { shiftKey: true });
  expect(onLine).toHaveBeenLastCalledWith('1-3');
  fireEvent.click(number);
  expect(onLine).toHaveBeenLastCalledWith('3');
});

test('selected lines are copied as text, without their colours', async () => {
  const writeText = jest.fn(() => Promise.resolve());
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  await show({}, [line(1, '\u001b[32mgreen\u001b[0m'), line(2, 'plain'), line(3)], '1-2');
  await screen.findByText('plain');
  fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
  expect(writeText).toHaveBeenCalledWith('green\nplain');
});

test('a question of the agent is shown in words', async () => {
  const payload = {
    request_id: 'r1',
    kind: 'question',
    questions: [{ question: 'Which database?', options: ['SQLite', 'PostgreSQL'] }],
  };
  await show({ status: 'RUNNING' }, [stored(1, { kind: 'REQUEST', payload })]);
  expect(await screen.findByText('Ada asks a question')).toBeTruthy();
  expect(screen.getByText('Which database?')).toBeTruthy();
  expect(screen.getByText('SQLite · PostgreSQL')).toBeTruthy();
});

test('a log is downloaded as it was written, or as far as it is stored', async () => {
  const rawLog = { id: 'artifact-7', kind: 'log' } as AttemptDetail['artifacts'][number];
  await show({ artifacts: [rawLog], number: 4 }, [line(1)]);
  const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'Raw log' });
  expect(link.getAttribute('href')).toBe('/api/artifacts/artifact-7');
  expect(link.hasAttribute('download')).toBe(true);
  const { names } = downloads();
  fireEvent.click(screen.getByRole('button', { name: 'More for this log' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Download what is stored so far' }));
  await waitFor(() => expect(names).toEqual(['attempt-4.log']));
});

test('a log is read as a story, as steps, or raw, and with the time of each line on request', async () => {
  const said = stored(1, { kind: 'MESSAGE', payload: { role: 'agent', text: 'All dug.', run_id: null } });
  await show({}, [said, line(2, 'dig dig')]);
  await screen.findByText('dig dig');
  fireEvent.click(screen.getByRole('button', { name: 'More for this log' }));
  fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Timestamps' }));
  expect(log().querySelectorAll('time').length).toBeGreaterThan(0);
  fireEvent.click(screen.getByRole('button', { name: 'Story', hidden: true }));
  expect(screen.getByText('All dug.')).toBeTruthy();
  expect(screen.queryByText('dig dig')).toBeNull();
});
