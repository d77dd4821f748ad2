import type { AttemptEvent } from '../../contracts/attempt-event.js';

/** An event ready to be stored: its payload is JSON text from here to the socket, never parsed again. */
export interface NewEvent {
  ts: Date;
  kind: AttemptEvent['kind'];
  payload: string;
}

export interface EventRow {
  seq: number;
  ts: Date;
  kind: string;
  payload: string;
}

/** Events of one attempt that were committed together; `seq` of the first is `firstSeq`. */
export interface CommittedEvents {
  attemptId: string;
  firstSeq: number;
  rows: EventRow[];
}

export const newEvent = ({ kind, payload }: AttemptEvent, ts = new Date()): NewEvent => ({
  ts,
  kind,
  payload: JSON.stringify(payload),
});

/** Events with the numbers that were reserved for them, up to `lastSeq`. */
export function committed(attemptId: string, lastSeq: number, events: readonly NewEvent[]): CommittedEvents {
  const firstSeq = lastSeq - events.length + 1;
  return { attemptId, firstSeq, rows: events.map((event, index) => ({ ...event, seq: firstSeq + index })) };
}

/** The JSON of a StoredAttemptEvent, without its braces: both kinds of frame are made of it. */
export function eventMembers(attemptId: string, { seq, ts, kind, payload }: EventRow): string {
  return `"attempt_id":"${attemptId}","seq":${seq},"ts":"${ts.toISOString()}","event":{"kind":"${kind}","payload":${payload}}`;
}

const COPY_ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Rows in the text format of `COPY attempt_events (attempt_id, seq, ts, kind, payload)`. */
export function copyText({ attemptId, rows }: CommittedEvents): string {
  let text = '';
  for (const { seq, ts, kind, payload } of rows) {
    const escaped = payload.replace(/[\\\n\r\t]/g, (character) => COPY_ESCAPES[character] ?? character);
    text += `${attemptId}\t${seq}\t${ts.toISOString()}\t${kind}\t${escaped}\n`;
  }
  return text;
}
