import type { AttemptEvent, StoredAttemptEvent } from '@contracts/attempt-event';
import { createPace } from './pace';

export interface LogRow {
  readonly kind: 'row';
  readonly seq: number;
  readonly ts: string;
  /** When a tool call was last heard of. */
  until?: string;
  /** Replaced when a tool call goes on. */
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

type ToolEvent = Extract<AttemptEvent, { kind: 'TOOL' }>;

/** What sort of call it is does not change; an update that does not say so again is given `other`. */
const lasting = (older: ToolEvent, newer: ToolEvent): { tool_kind: string } => ({
  tool_kind: newer.payload.tool_kind === 'other' ? older.payload.tool_kind : newer.payload.tool_kind,
});

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
  const tools = new Map<string, LogRow>();
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
    if (event.kind !== 'TOOL') return { kind: 'row', seq: stored.seq, ts: stored.ts, event };
    const known = tools.get(event.payload.id);
    if (known?.event.kind === 'TOOL') {
      // Older pages arrive later: the newer state of a call wins in either order.
      const isNewer = known.seq < stored.seq;
      const [older, newer] = isNewer ? [known.event, event] : [event, known.event];
      known.event = {
        kind: 'TOOL',
        payload: { ...older.payload, ...newer.payload, ...lasting(older, newer) },
      };
      if (isNewer) known.until = stored.ts;
      return null;
    }
    const row: LogRow = { kind: 'row', seq: stored.seq, ts: stored.ts, event };
    tools.set(event.payload.id, row);
    return row;
  };

  const giveUpOldest = () => {
    if (rows.length <= slack(kept)) return;
    rows = rows.slice(-kept);
    first = rows[0]?.seq ?? first;
    for (const [id, { seq }] of tools) if (seq < first) tools.delete(id);
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
        tools.clear();
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
