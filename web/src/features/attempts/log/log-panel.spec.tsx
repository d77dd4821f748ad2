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

interface Shown {
  /** The lines that the address names. */
  address?: string;
  /** What the server has before the newest lines. */
  older?: StoredAttemptEvent[];
}

async function show(
  part: Partial<AttemptDetail>,
  events: StoredAttemptEvent[],
  { address, older = [] }: Shown = {},
) {
  const sockets = fakeSockets();
  const asked = serve({
    'GET /api/attempts/attempt-1/events': ({ route }) => ({
      items: /before=\d{1,6}&/.test(route) ? older : events,
      next_after: null,
    }),
  });
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
  return { onLine, push, socket, asked };
}

type ToolPayload = Extract<AttemptEvent, { kind: 'TOOL' }>['payload'];

const tool = (seq: number, part: Partial<ToolPayload> = {}) =>
  stored(seq, {
    kind: 'TOOL',
    payload: { id: `call-${seq}`, name: 'Read', tool_kind: 'read', status: 'completed', ...part },
  });

const log = () => screen.getByRole('log');
const follow = () => screen.getByRole<HTMLInputElement>('switch', { name: 'Follow' });

test('before the first line it says what the attempt waits for, and for how long', async () => {
  await show({ status: 'QUEUED', queued_at: new Date().toISOString() }, []);
  expect(screen.getByText('Queued behind 2 other attempts')).toBeTruthy();
  expect(screen.getByText(/^0:0\d$/)).toBeTruthy();
});

test('the newest lines come first, and the socket goes on behind them', async () => {
  const { socket } = await show({}, [line(41), line(42)]);
  await screen.findByText('line 42');
  expect(socket?.url).toContain('after=42');
  expect(screen.getByText('42 lines')).toBeTruthy();
});

test('each line is there as soon as it is printed, and a silence is said', async () => {
  const { push, socket } = await show({ status: 'RUNNING' }, [line(1)]);
  push([line(2)]);
  expect(await screen.findByText('line 2')).toBeTruthy();
  act(() => socket?.onmessage?.({ data: JSON.stringify({ type: 'event', ...line(3) }) }));
  expect(await screen.findByText('line 3')).toBeTruthy();
  expect(screen.getByText(/nothing printed for/)).toBeTruthy();
});

test('a lost connection is said, with the lines left in sight', async () => {
  const { socket } = await show({ status: 'RUNNING' }, [line(1)]);
  act(() => socket?.open());
  act(() => socket?.drop());
  expect(screen.getByText('Connection lost, trying again…')).toBeTruthy();
  expect(screen.getByText('line 1')).toBeTruthy();
});

test('older lines come when one scrolls up to the first', async () => {
  const { asked } = await show({}, [line(3), line(4)], { older: [line(1), line(2)] });
  await screen.findByText('line 4');
  Object.defineProperty(log(), 'scrollHeight', { value: 9000, configurable: true });
  fireEvent.wheel(log(), { deltaY: -40 });
  fireEvent.scroll(log());
  expect(await screen.findByText('line 1')).toBeTruthy();
  expect(asked.at(-1)?.route).toContain('before=3');
});

test('the newest line is kept in sight, until one scrolls up by key or by finger', async () => {
  const { push } = await show({ status: 'RUNNING' }, [line(1), line(2)]);
  await screen.findByText('line 2');
  Object.defineProperty(log(), 'scrollHeight', { value: 9000, configurable: true });
  push([line(3)]);
  await screen.findByText('line 3');
  expect(log().scrollTop).toBe(9000);
  fireEvent.keyDown(log(), { key: 'PageUp' });
  expect(follow().checked).toBe(false);
  fireEvent.click(follow());
  expect(follow().checked).toBe(true);
  fireEvent.scroll(log());
  log().scrollTop = 4000;
  fireEvent.scroll(log());
  expect(follow().checked).toBe(false);
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

test('Ctrl-F leads to the box, whose buttons and keys bring each match on the screen', async () => {
  const scrollTo = jest.fn();
  Element.prototype.scrollTo = scrollTo;
  await show({}, [line(1, 'ant one'), line(2, 'ant two'), line(3, 'ant three')]);
  await screen.findByText('ant three');
  fireEvent.keyDown(log(), { key: 'f', ctrlKey: true });
  const box = screen.getByRole('searchbox', { name: 'Find in the log' });
  expect(document.activeElement).toBe(box);
  fireEvent.change(box, { target: { value: 'ant' } });
  fireEvent.click(await screen.findByRole('button', { name: 'Next match' }));
  await screen.findByText('1 of 3');
  expect(scrollTo).toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Next match' }));
  fireEvent.click(screen.getByRole('button', { name: 'Previous match' }));
  await screen.findByText('1 of 3');
  fireEvent.keyDown(box, { key: 'Enter', shiftKey: true });
  await screen.findByText('3 of 3');
});

test('what stands in a closed step or further up is found too', async () => {
  const ran = (seq: number, exit?: { exit_code: number }) =>
    stored(seq, { kind: 'COMMAND', payload: { cmd: 'npm test', cwd: '/', ...exit } });
  await show(
    {},
    [
      stored(2, { kind: 'PROGRESS', payload: { phase: 'gates', step: 1, total: 1, message: 'Gates' } }),
      ran(3),
      line(4, 'an ant is folded away'),
      ran(5, { exit_code: 0 }),
      tool(6, { output: 'an ant in a file' }),
    ],
    { older: [line(1, 'an ant of old')] },
  );
  const opens = await screen.findByRole('button', { name: /^Ran.*exit 0.*1 line/ });
  expect(screen.queryByText('an ant is folded away')).toBeNull();
  fireEvent.click(opens);
  expect(screen.getByText('an ant is folded away')).toBeTruthy();
  fireEvent.click(opens);
  const box = screen.getByRole('searchbox', { name: 'Find in the log' });
  fireEvent.change(box, { target: { value: 'ant' } });
  expect(await screen.findByText('an ant of old')).toBeTruthy();
  expect(screen.getByText('an ant is folded away')).toBeTruthy();
  await screen.findByText('3 matches');
  fireEvent.keyDown(box, { key: 'Enter', shiftKey: true });
  await screen.findByText('1 of 3');
  fireEvent.keyDown(box, { key: 'Enter', shiftKey: true });
  await screen.findByText('3 of 3');
  expect(screen.getByText('an ant in a file')).toBeTruthy();
});

test('a tool call is one line with what came of it, and what it was given and answered is one click away', async () => {
  const diff = { additions: 2, deletions: 1 };
  await show({}, [
    tool(1, { name: 'Write', tool_kind: 'edit', input: { path: 'a.ts' }, output: 'raw answer', diff }),
    tool(2, { name: 'Write', tool_kind: 'edit', status: 'failed' }),
  ]);
  const step = await screen.findByRole('button', { name: /^Edited ?a\.ts/ });
  expect(step.textContent).toContain('2 lines added, 1 removed');
  expect(screen.getByRole('button', { name: /^Write ?failed/ })).toBeTruthy();
  expect(screen.queryByText('raw answer')).toBeNull();
  fireEvent.click(step);
  expect(screen.getByText('raw answer')).toBeTruthy();
});

test('reads and searches in a row are one step, which opens, and each of them in it', async () => {
  await show({}, [tool(1, { output: 'first page' }), tool(2), tool(3, { tool_kind: 'search' })]);
  fireEvent.click(await screen.findByRole('button', { name: /^Explored ?2 files · 1 search/ }));
  const [read] = screen.getAllByRole('button', { name: /^Read/ });
  if (!read) throw new Error('The first read is missing.');
  expect(screen.queryByText('first page')).toBeNull();
  fireEvent.click(read);
  expect(screen.getByText('first page')).toBeTruthy();
});

test('what came out is said: the change, each gate, and what went wrong', async () => {
  const result = { gate: 'test', exit_code: 2, duration_ms: 3100, newly_failing: true };
  const files = [{ path: 'a.ts', additions: 4, deletions: 3 }];
  await show({}, [
    stored(1, { kind: 'PATCH', payload: { files } } as unknown as AttemptEvent),
    stored(2, { kind: 'GATE_RESULT', payload: result } as unknown as AttemptEvent),
    stored(3, {
      kind: 'ERROR',
      payload: { message: 'It broke.', detail: 'On line 7.' },
    } as unknown as AttemptEvent),
  ]);
  expect((await screen.findByText('Changed')).parentElement?.textContent).toMatch(
    /a\.ts.*4 lines added, 3 removed/,
  );
  expect(screen.getByText('Gate test failed').parentElement?.textContent).toMatch(
    /exit 2.*newly failing.*3\.1 s/,
  );
  expect(screen.getByText('It broke.').textContent).toContain('On line 7.');
});

test('lines that the address names are brought on the screen, and can be let go', async () => {
  const scrollTo = jest.fn();
  Element.prototype.scrollTo = scrollTo;
  const { onLine } = await show({}, [line(1), line(2), line(3)], { address: '2-3' });
  await screen.findByText('line 3');
  expect(scrollTo).toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(onLine).toHaveBeenLastCalledWith(undefined);
});

test('the number of a line names it in the address; with Shift a range', async () => {
  const { onLine } = await show({}, [line(1), line(2), line(3)], { address: '1' });
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
  await show({}, [line(1, '\u001b[32mgreen\u001b[0m'), line(2, 'plain'), line(3)], { address: '1-2' });
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
  fireEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Wrap long lines', checked: false }));
  expect(screen.getByRole('menuitemcheckbox', { name: 'Wrap long lines', checked: true })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Raw', hidden: true }));
  expect(screen.queryByText('agent')).toBeNull();
  expect(screen.getByText('All dug.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Story', hidden: true }));
  expect(screen.getByText('All dug.')).toBeTruthy();
  expect(screen.queryByText('dig dig')).toBeNull();
});
