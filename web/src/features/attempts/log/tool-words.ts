import type { AttemptEvent } from '@contracts/attempt-event';
import { plural } from '@/lib/format/quantity';
import type { LogRow } from './log-buffer';

type Tool = Extract<AttemptEvent, { kind: 'TOOL' }>['payload'];

/** The kinds of tool calls of the Agent Client Protocol. */
const DONE: Partial<Record<string, string>> = {
  read: 'Read',
  edit: 'Edited',
  delete: 'Deleted',
  move: 'Moved',
  search: 'Searched',
  execute: 'Ran',
  think: 'Thought',
  fetch: 'Fetched',
};

/** Tools that talk to the person, by their names without case and signs. */
const TALKS: Readonly<Record<string, string>> = {
  askuser: 'Asked',
  askuserquestion: 'Asked',
  presentplan: 'Presented a plan',
  exitplanmode: 'Presented a plan',
};

const SETTLED = ['completed', 'done', 'succeeded', 'success', 'ok'];
/** A person’s no is neither: it stands as it is called. */
const FAILED = ['failed', 'error', 'cancelled'];

/** Where agents say what a call is about, the likeliest first. */
const SUBJECTS = [
  'file_path',
  'path',
  'notebook_path',
  'command',
  'cmd',
  'pattern',
  'query',
  'url',
  'description',
];

function subjectOf(input: unknown): string | null {
  if (typeof input === 'string') return input;
  if (typeof input !== 'object' || input === null) return null;
  const members = new Map<string, unknown>(Object.entries(input));
  const found = SUBJECTS.map((name) => members.get(name)).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : null;
}

export interface ToolWords {
  name: string;
  subject: string | null;
  running: boolean;
  failed: boolean;
  /** Where it is neither under way, done nor failed, as the agent calls it. */
  status: string | null;
}

export function toolWords({ name, tool_kind: kind, status, input }: Tool): ToolWords {
  const word = DONE[kind];
  const talk = TALKS[name.toLowerCase().replaceAll(/[^a-z]/g, '')];
  const subject = subjectOf(input);
  const failed = FAILED.includes(status);
  const settled = SETTLED.includes(status);
  return {
    name: (settled && subject !== null ? word : undefined) ?? talk ?? name,
    subject: subject?.split('\n')[0] ?? null,
    running: ['pending', 'running', 'in_progress'].includes(status),
    failed,
    status: settled ? null : status.replaceAll('_', ' '),
  };
}

const COUNTED = [
  ['read', 'file read', 'files read'],
  ['search', 'search', 'searches'],
  ['edit', 'edit', 'edits'],
  ['execute', 'command', 'commands'],
] as const;

/** Explored 6 files · 3 searches. */
export function exploredWords(rows: readonly LogRow[]): string {
  const kinds = rows.map(({ event }) => (event.kind === 'TOOL' ? event.payload.tool_kind : ''));
  const reads = kinds.filter((kind) => kind === 'read').length;
  const searches = kinds.length - reads;
  return [reads > 0 ? plural(reads, 'file') : '', searches > 0 ? plural(searches, 'search', 'searches') : '']
    .filter(Boolean)
    .join(' · ');
}

/** 12 calls: 3 files read, 2 edits, 7 commands. */
export function callsWords(rows: readonly LogRow[]): string {
  const kinds = rows.map(({ event }) => (event.kind === 'TOOL' ? event.payload.tool_kind : ''));
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  const told = COUNTED.flatMap(([kind, one, many]) =>
    count(kind) > 0 ? [plural(count(kind), one, many)] : [],
  );
  const others = kinds.filter((kind) => !COUNTED.some(([one]) => one === kind)).length;
  return [...told, others > 0 ? plural(others, 'other') : ''].filter(Boolean).join(' · ');
}

export const failedCalls = (rows: readonly LogRow[]): number =>
  rows.filter(({ event }) => event.kind === 'TOOL' && FAILED.includes(event.payload.status)).length;

/** How long it went on; `null` while nobody can tell. */
export function tookMs({ ts, until }: Pick<LogRow, 'ts' | 'until'>): number | null {
  return until === undefined ? null : Math.max(0, Date.parse(until) - Date.parse(ts));
}
