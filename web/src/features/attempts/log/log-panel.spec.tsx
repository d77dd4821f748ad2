import { jest } from '@jest/globals';
import type { AttemptEvent, StoredAttemptEvent } from '@contracts/attempt-event';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { AttemptDetail } from '@/lib/api/types';
import { takeNotices } from '@/lib/notify';
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

/** 300 lines, which are more than the screen shows, and scroll as in a browser. */
function showLong(shown?: Shown) {
  jest.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(300 * 20);
  Element.prototype.scrollTo = function (this: Element, options?: ScrollToOptions | number) {
    if (typeof options === 'object') this.scrollTop = options.top ?? 0;
    fireEvent.scroll(this);
  };
  return show(
    {},
    Array.from({ length: 300 }, (_none, index) => line(index + 1)),
    shown,
  );
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

test('Ctrl-F leads to the box, whose buttons and keys go from match to match', async () => {
  await show({}, [line(1, 'ant one'), line(2, 'ant two'), line(3, 'ant three')]);
  await screen.findByText('ant three');
  fireEvent.keyDown(log(), { key: 'f', ctrlKey: true });
  const box = screen.getByRole('searchbox', { name: 'Find in the log' });
  expect(document.activeElement).toBe(box);
  fireEvent.change(box, { target: { value: 'ant' } });
  fireEvent.click(await screen.findByRole('button', { name: 'Next match' }));
  await screen.findByText('1 of 3');
  fireEvent.click(screen.getByRole('button', { name: 'Next match' }));
  fireEvent.click(screen.getByRole('button', { name: 'Previous match' }));
  await screen.findByText('1 of 3');
  fireEvent.keyDown(box, { key: 'Enter', shiftKey: true });
  await screen.findByText('3 of 3');
});

test('the match that is looked at is brought on the screen', async () => {
  await showLong();
  const box = screen.getByRole('searchbox', { name: 'Find in the log' });
  fireEvent.change(box, { target: { value: 'line 150' } });
  await screen.findByText('1 match');
  expect(screen.queryByText('line 150')).toBeNull();
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(await screen.findByText('line 150')).toBeTruthy();
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
  fireEvent.click(screen.getByRole('button', { name: /^Ran.*exit 0/ }));
  expect(screen.queryByText('an ant is folded away')).toBeNull();
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
  const { onLine } = await showLong({ address: '150-151' });
  expect(await screen.findByText('line 150')).toBeTruthy();
  expect(screen.queryByText('line 2')).toBeNull();
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

const asks = (seq: number, part: object) =>
  stored(seq, {
    kind: 'REQUEST',
    payload: { request_id: 'r1', expires_at: '2026-01-11T08:00:00Z', ...part },
  } as AttemptEvent);
const database = {
  kind: 'question',
  questions: [{ question: 'Which database?', options: [{ label: 'SQLite' }, { label: 'PostgreSQL' }] }],
};

test('a question of the agent is shown in words, and one place says what was answered', async () => {
  const { push } = await show({ status: 'RUNNING' }, [asks(1, database)]);
  expect((await screen.findByText(/asks a question/)).textContent).toBe('Ada asks a question');
  expect(screen.getByText('Which database?')).toBeTruthy();
  expect(screen.getByText('SQLite · PostgreSQL')).toBeTruthy();
  push([asks(2, { answered_by: 'user-1', answers: { 'Which database?': 'SQLite' } })]);
  expect(await screen.findByText('→ SQLite')).toBeTruthy();
  expect(screen.getByText('You answered')).toBeTruthy();
  expect(screen.getAllByText('Which database?')).toHaveLength(1);
});

test('what waits for an answer is read above the log; in it, once it is answered', async () => {
  const { push } = await show({ status: 'RUNNING' }, [
    asks(1, { kind: 'permission', tool: 'bash', input: { command: 'make paint' } }),
  ]);
  expect(await screen.findByText('Waits for your answer, above')).toBeTruthy();
  expect(screen.queryByText('make paint')).toBeNull();
  push([asks(2, { answered_by: 'user-1', decision: 'allow' })]);
  expect(await screen.findByText('make paint')).toBeTruthy();
});

test.each([
  ['ask_user', 'Asked'],
  ['ExitPlanMode', 'Presented a plan'],
])('a call of %s has a name in words', async (name, words) => {
  const call = { id: 'c1', name, tool_kind: 'other', status: 'completed', input: {} };
  await show({}, [stored(1, { kind: 'TOOL', payload: call })]);
  expect(await screen.findByRole('button', { name: words })).toBeTruthy();
});

test.each([
  [{ answered_by: 'user-1', decision: 'allow' }, 'You allowed it'],
  [{ answered_by: 'user-1', decision: 'deny', message: 'Not now' }, 'You denied it: “Not now”'],
  [{ answered_by: 'timeout', decision: 'deny' }, 'Nobody answered in time: that was a no'],
  [{ answered_by: 'stopped', decision: 'deny' }, 'Stopped before there was an answer'],
])('how and by whom a permission was answered: %o', async (answer, words) => {
  await show({}, [
    asks(1, { kind: 'permission', tool: 'bash', input: { command: 'npm i' } }),
    asks(2, answer),
  ]);
  expect((await screen.findByText(/wants to run a command/)).textContent).toBe('Ada wants to run a command');
  expect(screen.getByLabelText('Command').textContent).toBe('npm i');
  expect(screen.getByText(words)).toBeTruthy();
});

test('several questions at once are said to be several', async () => {
  const twice = { ...database, questions: [...database.questions, { question: 'Why?', options: [] }] };
  await show({ status: 'RUNNING' }, [asks(1, twice)]);
  expect((await screen.findByText(/asks 2 questions/)).textContent).toBe('Ada asks 2 questions');
});

test('an answer whose question is further up stands by itself', async () => {
  await show({}, [asks(2, { answered_by: 'user-1', decision: 'allow' })]);
  expect(await screen.findByText('You allowed it')).toBeTruthy();
});

test('a call grows in its place from its begin to its end', async () => {
  const { push } = await show({ status: 'RUNNING' }, [
    tool(1, { id: 'a', name: 'bash', tool_kind: 'execute', status: 'in_progress', input: { command: 'ls' } }),
  ]);
  await screen.findByRole('button', { name: /^bash ?ls/ });
  push([tool(2, { id: 'a', name: 'bash', tool_kind: 'execute', output: [{ type: 'text', text: 'a.ts' }] })]);
  const step = await screen.findByRole('button', { name: /^Ran ?ls/ });
  fireEvent.click(step);
  expect(screen.getByLabelText('Command').textContent).toBe('ls');
  expect(screen.getByLabelText('What it answered').textContent).toBe('a.ts');
});

test('a call that the end of the attempt broke off is not said to go on', async () => {
  await show({}, [tool(1, { name: 'bash', tool_kind: 'execute', status: 'in_progress' })]);
  expect(await screen.findByRole('button', { name: /^bash ?not finished/ })).toBeTruthy();
});

test('an edit shows its size, and its lines when it is opened', async () => {
  const input = { file_path: 'a.ts', old_string: 'one', new_string: 'two\nthree' };
  await show({}, [tool(1, { name: 'Edit', tool_kind: 'edit', input })]);
  const step = await screen.findByRole('button', { name: /^Edited ?a\.ts/ });
  expect(step.textContent).toContain('2 lines added, 1 removed');
  fireEvent.click(step);
  expect(screen.getByLabelText('Change').textContent).toBe('−one+two+three');
});

test('of forty calls in a row the last ones stand, and the others are one step that opens', async () => {
  const calls = Array.from({ length: 40 }, (_, index) =>
    tool(index + 1, {
      name: 'bash',
      tool_kind: index % 2 === 0 ? 'execute' : 'edit',
      status: index === 3 ? 'failed' : 'completed',
      input: { command: `step ${index + 1}` },
    }),
  );
  await show({}, calls);
  const many = await screen.findByRole('button', { name: /^3\d calls/ });
  expect(many.textContent).toMatch(/\d+ edits · \d+ commands1 failed/);
  expect(screen.getByText('step 40')).toBeTruthy();
  expect(screen.queryByText('step 2')).toBeNull();
  fireEvent.click(many);
  expect(screen.getByText('step 2')).toBeTruthy();
});

test('what the agent says is read as markdown that can do nothing', async () => {
  const text = 'I am **done**. <img src=x onerror=alert(1)>';
  await show({}, [stored(1, { kind: 'MESSAGE', payload: { role: 'assistant', text, run_id: null } })]);
  expect((await screen.findByText('done')).tagName).toBe('STRONG');
  expect(screen.getByText('Ada')).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
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

test('a download that fails says so', async () => {
  await show({}, [line(1)]);
  fireEvent.click(screen.getByRole('button', { name: 'More for this log' }));
  const item = await screen.findByRole('menuitem', { name: 'Download what is stored so far' });
  serve({});
  fireEvent.click(item);
  await waitFor(() => expect(takeNotices()).toMatchObject([{ title: 'The log could not be downloaded' }]));
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
