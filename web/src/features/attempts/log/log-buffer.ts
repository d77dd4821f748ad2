import type { AttemptEvent, StoredAttemptEvent } from '@contracts/attempt-event';

export interface LogRow {
  readonly seq: number;
  readonly ts: string;
  /** Replaced when a tool call goes on. */
  event: AttemptEvent;
}

export interface LogSnapshot {
  readonly rows: readonly LogRow[];
  readonly firstSeq: number;
  readonly lastSeq: number;
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
const KEPT_FOR_READER = 4 * KEPT;
/** Rows are given up by the tenth, not one by one. */
const slack = (kept: number): number => kept * 1.1;

const HIDDEN: readonly AttemptEvent['kind'][] = ['USAGE', 'ARTIFACT'];

/** Keeps an attempt's events in order, each once, however they arrive; tells listeners once a frame. */
export function createLogBuffer(
  schedule: (callback: () => void) => void = (callback) => void requestAnimationFrame(callback),
): LogBuffer {
  let rows: LogRow[] = [];
  let first = 0;
  let last = 0;
  let kept = KEPT;
  let scheduled = false;
  let snapshot: LogSnapshot = { rows, firstSeq: 0, lastSeq: 0 };
  const tools = new Map<string, LogRow>();
  const listeners = new Set<() => void>();

  const changed = () => {
    snapshot = { rows, firstSeq: first, lastSeq: last };
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
    if (event.kind !== 'TOOL') return { seq: stored.seq, ts: stored.ts, event };
    const known = tools.get(event.payload.id);
    if (known?.event.kind === 'TOOL') {
      // Older pages arrive later: the newer state of a call wins in either order.
      const [older, newer] = known.seq < stored.seq ? [known.event, event] : [event, known.event];
      known.event = { kind: 'TOOL', payload: { ...older.payload, ...newer.payload } };
      return null;
    }
    const row: LogRow = { seq: stored.seq, ts: stored.ts, event };
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
      if (first === 0) first = fresh[0]?.seq ?? 0;
      last = newest.seq;
      for (const row of toRows(fresh)) rows.push(row);
      giveUpOldest();
      changed();
    },
    prepend: (events) => {
      const fresh = events.filter(({ seq }) => seq < first);
      const oldest = fresh[0];
      if (!oldest) return;
      first = oldest.seq;
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
