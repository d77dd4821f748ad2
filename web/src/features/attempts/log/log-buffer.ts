import type { AttemptEvent, StoredAttemptEvent } from '@contracts/attempt-event';
import { createPace } from './pace';

export interface LogRow {
  readonly kind: 'row';
  readonly seq: number;
  readonly ts: string;
  /** When a tool call was last heard of, or a question answered. */
  until?: string;
  /** Replaced when a tool call goes on, and when a question is answered. */
  event: AttemptEvent;
}

export interface LogSnapshot {
  readonly rows: readonly LogRow[];
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** When the phase began that the attempt is in, as far as these rows tell. */
  readonly phaseSince: string | null;
  readonly lastTs: string | null;
}

export interface LogBuffer {
  /** Another object after every change, so that React sees it; the rows in it are the same array while they only grow. */
  snapshot: () => LogSnapshot;
  append: (events: readonly StoredAttemptEvent[]) => void;
  prepend: (events: readonly StoredAttemptEvent[]) => void;
  /** While somebody reads further up, more is kept: their lines are not taken away under their eyes. */
  follow: (following: boolean) => void;
  subscribe: (listener: () => void) => () => void;
}

/** Older rows are given up, and paged in again when somebody scrolls to them. */
const KEPT = 50_000;
const KEPT_FOR_READER = 2 * KEPT;
/** Rows are given up by the tenth, not one by one. */
const slack = (kept: number): number => kept * 1.1;

const PHASE_ENTRIES: readonly AttemptEvent['kind'][] = ['STATUS', 'PROGRESS'];
const phaseEntryIn = (events: readonly StoredAttemptEvent[]): string | null =>
  events.findLast(({ event }) => PHASE_ENTRIES.includes(event.kind))?.ts ?? null;

const HIDDEN: readonly AttemptEvent['kind'][] = ['USAGE', 'ARTIFACT'];

/** What a tool call is known by while it goes on, and a question until it is answered: both are one row. */
function growsBy(event: AttemptEvent): string | null {
  switch (event.kind) {
    case 'TOOL':
      return `tool ${event.payload.id}`;
    case 'REQUEST':
      return `request ${event.payload.request_id}`;
    default:
      return null;
  }
}

/** What the newer one says goes before what the older one said. */
function merged(older: AttemptEvent, newer: AttemptEvent): AttemptEvent {
  if (older.kind === 'TOOL' && newer.kind === 'TOOL') {
    // What sort of call it is does not change; an update that does not say so again is given `other`.
    const { tool_kind } = newer.payload.tool_kind === 'other' ? older.payload : newer.payload;
    return { kind: 'TOOL', payload: { ...older.payload, ...newer.payload, tool_kind } };
  }
  if (older.kind === 'REQUEST' && newer.kind === 'REQUEST')
    return { kind: 'REQUEST', payload: { ...older.payload, ...newer.payload } };
  return newer;
}

/** Keeps an attempt's events in order, each once, however they arrive; tells listeners when it is time to draw. */
export function createLogBuffer(schedule: (draw: () => void) => void = createPace()): LogBuffer {
  let rows: LogRow[] = [];
  let first = 0;
  let last = 0;
  let kept = KEPT;
  let scheduled = false;
  let phaseSince: string | null = null;
  let lastTs: string | null = null;
  let snapshot: LogSnapshot = { rows, firstSeq: 0, lastSeq: 0, phaseSince, lastTs };
  const growing = new Map<string, LogRow>();
  const listeners = new Set<() => void>();

  const changed = () => {
    snapshot = { rows, firstSeq: first, lastSeq: last, phaseSince, lastTs };
    if (scheduled) return;
    scheduled = true;
    schedule(() => {
      scheduled = false;
      for (const listener of listeners) listener();
    });
  };

  const rowOf = (stored: StoredAttemptEvent): LogRow | null => {
    const { event } = stored;
    if (HIDDEN.includes(event.kind)) return null;
    const key = growsBy(event);
    const known = key === null ? undefined : growing.get(key);
    if (known) {
      // Older pages arrive later: the newer state wins in either order.
      const isNewer = known.seq < stored.seq;
      known.event = isNewer ? merged(known.event, event) : merged(event, known.event);
      if (isNewer) known.until = stored.ts;
      return null;
    }
    const row: LogRow = { kind: 'row', seq: stored.seq, ts: stored.ts, event };
    if (key !== null) growing.set(key, row);
    return row;
  };

  const giveUpOldest = () => {
    if (rows.length <= slack(kept)) return;
    rows = rows.slice(-kept);
    first = rows[0]?.seq ?? first;
    for (const [id, { seq }] of growing) if (seq < first) growing.delete(id);
  };

  const toRows = (events: readonly StoredAttemptEvent[]): LogRow[] =>
    events.map(rowOf).filter((row) => row !== null);

  return {
    snapshot: () => snapshot,
    append: (events) => {
      const fresh = events.filter(({ seq }) => seq > last);
      const newest = fresh.at(-1);
      if (!newest) return;
      const oldest = fresh[0]?.seq ?? newest.seq;
      // What stands before a gap can be paged in again.
      if (first === 0 || oldest > last + 1) {
        rows = [];
        growing.clear();
        first = oldest;
      }
      last = newest.seq;
      lastTs = newest.ts;
      phaseSince = phaseEntryIn(fresh) ?? phaseSince;
      for (const row of toRows(fresh)) rows.push(row);
      giveUpOldest();
      changed();
    },
    prepend: (events) => {
      const fresh = events.filter(({ seq }) => seq < first);
      const oldest = fresh[0];
      if (!oldest) return;
      first = oldest.seq;
      phaseSince ??= phaseEntryIn(fresh);
      rows = [...toRows(fresh), ...rows];
      changed();
    },
    follow: (following) => {
      kept = following ? KEPT : KEPT_FOR_READER;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
