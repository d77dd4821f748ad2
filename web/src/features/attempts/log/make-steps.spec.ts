import type { AttemptEvent } from '@contracts/attempt-event';
import { createGrowingList, indexOfSeq, type LogItem } from './growing-list';
import type { LogRow } from './log-buffer';
import { makeSteps, makeStory, type StepOptions } from './make-steps';

let seq = 0;
beforeEach(() => {
  seq = 0;
});

const row = (event: AttemptEvent): LogRow => ({ kind: 'row', seq: ++seq, ts: '2026-01-11T07:03:10Z', event });
const line = (message = 'text') =>
  row({ kind: 'LOG', payload: { level: 'INFO', message, stream: 'stdout', run_id: null } });
const command = (cmd: string, exit_code?: number) =>
  row({ kind: 'COMMAND', payload: { cmd, cwd: '/', ...(exit_code === undefined ? {} : { exit_code }) } });
const tool = (tool_kind: string) =>
  row({ kind: 'TOOL', payload: { id: `t${seq}`, name: 'Tool', tool_kind, status: 'completed' } });
const phase = (name: 'agent' | 'gates') =>
  row({ kind: 'PROGRESS', payload: { phase: name, step: 1, total: 1, message: name } });
const message = () => row({ kind: 'MESSAGE', payload: { role: 'assistant', text: 'Hello', run_id: null } });

const NONE: StepOptions = { toggled: new Map(), reveal: null };
const steps = (rows: readonly LogRow[], options = NONE): readonly LogItem[] =>
  createGrowingList(() => makeSteps(options))(rows);
const kinds = (items: readonly LogItem[]) =>
  items.map((item) => (item.kind === 'row' ? item.event.kind : item.kind));

test('both halves of a command are one step, and the lines of a gate that passed are folded', () => {
  const items = steps([phase('gates'), command('npm test'), line(), line(), command('npm test', 0)]);
  expect(kinds(items)).toEqual(['PROGRESS', 'command']);
  expect(items[1]).toMatchObject({ isOpen: false, end: { seq: 5 } });
  expect(items[1]?.kind === 'command' && items[1].lines).toHaveLength(2);
});

test('the lines of a gate that failed, and those of the agent, stay in sight', () => {
  const gate = steps([phase('gates'), command('npm test'), line(), command('npm test', 1)]);
  expect(kinds(gate)).toEqual(['PROGRESS', 'command', 'LOG']);
  const agent = steps([phase('agent'), command('./agent.sh'), line(), command('./agent.sh', 0)]);
  expect(kinds(agent)).toEqual(['PROGRESS', 'command', 'LOG']);
});

test('a folded command opens by a click, by a search, and for a line that the address names', () => {
  const rows = [phase('gates'), command('npm test'), line(), line(), command('npm test', 0)];
  expect(steps(rows, { toggled: new Map([[2, true]]), reveal: null })).toHaveLength(4);
  expect(steps(rows, { toggled: new Map(), reveal: 'all' })).toHaveLength(4);
  expect(steps(rows, { toggled: new Map(), reveal: { from: 3, to: 3 } })).toHaveLength(4);
  expect(steps(rows, { toggled: new Map(), reveal: { from: 9, to: 9 } })).toHaveLength(2);
});

test('a command that is closed by hand while it runs shows no further line', () => {
  const closed = { toggled: new Map([[1, false]]), reveal: null };
  expect(kinds(steps([command('npm test'), line(), line()], closed))).toEqual(['command']);
});

test('reads and searches in a row are one step; anything else ends it', () => {
  const items = steps([tool('read'), tool('search'), tool('read'), tool('edit'), tool('read')]);
  expect(kinds(items)).toEqual(['explored', 'TOOL', 'TOOL']);
  expect(items[0]?.kind === 'explored' && items[0].rows).toHaveLength(3);
});

test('the first of many calls in a row are one step, unless one of them is open', () => {
  const calls = Array.from({ length: 9 }, () => tool('execute'));
  expect(kinds(steps(calls))).toEqual(['calls', 'TOOL', 'TOOL', 'TOOL', 'TOOL']);
  expect(kinds(steps([...calls.slice(0, 4), message(), ...calls.slice(4)]))).not.toContain('calls');
  expect(steps(calls, { toggled: new Map([[2, true]]), reveal: null })).toHaveLength(9);
  expect(steps(calls, { toggled: new Map(), reveal: 'all' })).toHaveLength(9);
});

test('the story has what was said and what came out, and no line', () => {
  const rows = [line(), message(), command('npm test'), tool('read'), phase('gates')];
  expect(kinds(createGrowingList(makeStory)(rows))).toEqual(['MESSAGE']);
});

test('what comes line by line is put together as what comes at once', () => {
  // A linear congruential generator: the same rows in each run.
  let state = 7;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
  const commands = ['npm ci', 'npm test', 'npm run lint'];
  const any = [
    () => line(),
    () => line(),
    () => command(commands[random(3)] ?? ''),
    () => command(commands[random(3)] ?? '', random(2)),
    () => tool('read'),
    () => tool('search'),
    () => tool('edit'),
    () => tool('execute'),
    () => tool('edit'),
    () => tool('execute'),
    () => tool('edit'),
    () => phase(random(2) === 0 ? 'agent' : 'gates'),
    message,
  ];
  for (let round = 0; round < 200; round += 1) {
    seq = 0;
    const options: StepOptions = {
      toggled: new Map([[random(40), random(2) === 0]]),
      reveal: random(3) === 0 ? { from: random(20), to: 20 + random(20) } : null,
    };
    const rows: LogRow[] = [];
    const list = createGrowingList(() => makeSteps(options));
    while (rows.length < 60) {
      for (let count = random(6); count >= 0; count -= 1) rows.push((any[random(any.length)] ?? message)());
      list(rows);
    }
    const items = list(rows);
    expect(items).toEqual(steps([...rows], options));
    const numbers = items.map((item) => item.seq);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

test('a line is found by its number, also where it is folded into a step', () => {
  const items = steps([phase('gates'), command('npm test'), line(), line(), command('npm test', 0), line()]);
  expect(indexOfSeq(items, 4)).toBe(1);
  expect(indexOfSeq(items, 6)).toBe(2);
});
