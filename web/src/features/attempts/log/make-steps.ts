import type { AttemptEvent } from '@contracts/attempt-event';
import type { CallsStep, CommandStep, ExploredStep, ListMaker, LogItem } from './growing-list';
import type { LogRow } from './log-buffer';

export interface SeqRange {
  readonly from: number;
  readonly to: number;
}

export interface StepOptions {
  /** What a person opened (`true`) or closed, by the number of the step. */
  readonly toggled: ReadonlyMap<number, boolean>;
  /** Lines that must not be folded away: somebody looks for them, or came for them. */
  readonly reveal: SeqRange | 'all' | null;
}

type Payload<K extends AttemptEvent['kind']> = Extract<AttemptEvent, { kind: K }>['payload'];

const EXPLORING = ['read', 'search'];

/** So many tool calls in a row stay as they are; of more, all but the last few become one step. */
const MOST_CALLS = 8;
const LAST_CALLS = 4;

const isExploring = (row: LogRow): boolean =>
  row.event.kind === 'TOOL' && EXPLORING.includes(row.event.payload.tool_kind);

/** A call, or several that are one step. */
type Called = LogRow | ExploredStep | CallsStep;

const isCall = (item: LogItem | undefined): item is Called =>
  item?.kind === 'explored' || item?.kind === 'calls' || (item?.kind === 'row' && item.event.kind === 'TOOL');

const callsOf = (item: Called): readonly LogRow[] => (item.kind === 'row' ? [item] : item.rows);

const commandKey = ({ cmd, cwd }: Payload<'COMMAND'>): string => `${cwd}\u0000${cmd}`;

const isRevealed = (reveal: StepOptions['reveal'], from: number, to: number): boolean =>
  reveal === 'all' || (reveal !== null && reveal.from <= to && reveal.to >= from);

/**
 * Puts the rows of a log together as steps: the two halves of a command are one, with the lines between them; reads
 * and searches in a row are one, and so are the first of many calls. What the agent prints stays in sight; the output of an install or a gate that
 * ended well is folded away.
 */
export function makeSteps({ toggled, reveal }: StepOptions): ListMaker {
  const items: LogItem[] = [];
  /** Where the commands are that have begun and not ended. */
  const running = new Map<string, number[]>();
  let phase: Payload<'PROGRESS'>['phase'] | null = null;
  /** The command that the next line belongs to. */
  let printing: { index: number; step: CommandStep; lines: LogRow[] } | null = null;

  const takeLine = (row: LogRow) => {
    printing?.lines.push(row);
    if (!printing || printing.step.isOpen) items.push(row);
  };

  const begin = (row: LogRow, payload: Payload<'COMMAND'>) => {
    const lines: LogRow[] = [];
    const step: CommandStep = {
      kind: 'command',
      seq: row.seq,
      start: row,
      end: null,
      lines,
      isOpen: reveal !== null || (toggled.get(row.seq) ?? true),
    };
    const key = commandKey(payload);
    running.set(key, [...(running.get(key) ?? []), items.length]);
    printing = { index: items.length, step, lines };
    items.push(step);
  };

  const isFolded = ({ seq }: CommandStep, end: LogRow, code: number | null | undefined): boolean => {
    if (isRevealed(reveal, seq, end.seq)) return false;
    const wanted = toggled.get(seq);
    return wanted === undefined ? code === 0 && phase !== null && phase !== 'agent' : !wanted;
  };

  const end = (row: LogRow, payload: Payload<'COMMAND'>) => {
    const index = running.get(commandKey(payload))?.pop();
    const step = index === undefined ? undefined : items[index];
    // Its lines are the last items, unless something else came between; then they stay where they are.
    const isLast = printing?.index === index;
    printing = null;
    if (index === undefined || step?.kind !== 'command') {
      items.push(row);
      return;
    }
    const isOpen = isLast ? !isFolded(step, row, payload.exit_code) : step.isOpen;
    if (!isOpen && isLast) items.length = index + 1;
    items[index] = { ...step, end: row, isOpen };
  };

  const explore = (row: LogRow) => {
    const last = items.at(-1);
    if (last?.kind === 'explored') items[items.length - 1] = { ...last, rows: [...last.rows, row] };
    else if (last?.kind === 'row' && isExploring(last))
      items[items.length - 1] = { kind: 'explored', seq: last.seq, rows: [last, row] };
    else items.push(row);
  };

  /** What somebody opened is being read: it stays where it is, and so does all behind it. */
  const foldCalls = () => {
    if (reveal !== null) return;
    let start = items.length;
    while (isCall(items[start - 1])) start -= 1;
    if (items.length - start <= MOST_CALLS) return;
    const first = items.slice(start, -LAST_CALLS).filter(isCall);
    if (first.some(({ kind, seq }) => kind !== 'calls' && toggled.get(seq) === true)) return;
    const [step] = first;
    if (!step) return;
    items.splice(start, first.length, { kind: 'calls', seq: step.seq, rows: first.flatMap(callsOf) });
  };

  const takeStep = (row: LogRow) => {
    printing = null;
    if (row.event.kind === 'PROGRESS') phase = row.event.payload.phase;
    if (isExploring(row)) explore(row);
    else items.push(row);
    if (row.event.kind === 'TOOL') foldCalls();
  };

  const take = (row: LogRow) => {
    const { event } = row;
    if (event.kind === 'LOG') takeLine(row);
    else if (event.kind !== 'COMMAND') takeStep(row);
    else if (event.payload.exit_code === undefined) begin(row, event.payload);
    else end(row, event.payload);
  };

  return { items, take };
}

const TOLD: readonly AttemptEvent['kind'][] = [
  'MESSAGE',
  'PATCH',
  'GATE_RESULT',
  'STATUS',
  'REQUEST',
  'ERROR',
];

/** Only what was said and what came out. */
export function makeStory(): ListMaker {
  const items: LogItem[] = [];
  return {
    items,
    take: (row) => {
      if (TOLD.includes(row.event.kind)) items.push(row);
    },
  };
}

/** Every line, as it came. */
export function makeRaw(): ListMaker {
  const items: LogItem[] = [];
  return { items, take: (row) => void items.push(row) };
}
