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
  /** How many rows `prepend` has put before the first ones. */
  readonly prepended: number;
}

export interface LogBuffer {
  /** Another object after every change, so that React sees it; the rows in it are the same array. */
  snapshot: () => LogSnapshot;
  append: (events: readonly StoredAttemptEvent[]) => void;
  prepend: (events: readonly StoredAttemptEvent[]) => void;
  subscribe: (listener: () => void) => () => void;
}

const HIDDEN: readonly AttemptEvent['kind'][] = ['USAGE', 'ARTIFACT'];

/** Keeps an attempt's events in order, each once, however they arrive; tells listeners once a frame. */
export function createLogBuffer(
  schedule: (callback: () => void) => void = (callback) => void requestAnimationFrame(callback),
): LogBuffer {
  let rows: LogRow[] = [];
  let first = 0;
  let last = 0;
  let prepended = 0;
  let scheduled = false;
  let snapshot: LogSnapshot = { rows, firstSeq: 0, lastSeq: 0, prepended: 0 };
  const tools = new Map<string, LogRow>();
  const listeners = new Set<() => void>();

  const changed = () => {
    snapshot = { rows, firstSeq: first, lastSeq: last, prepended };
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
      rows.push(...toRows(fresh));
      changed();
    },
    prepend: (events) => {
      const fresh = events.filter(({ seq }) => seq < first);
      const oldest = fresh[0];
      if (!oldest) return;
      first = oldest.seq;
      const older = toRows(fresh);
      prepended += older.length;
      rows = [...older, ...rows];
      changed();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
