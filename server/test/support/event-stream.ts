import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { AttemptFrame, StoredAttemptEvent } from '../../src/contracts/attempt-event.js';
import type { AttemptStatus } from '../../src/contracts/attempt-status.js';

export interface StreamEnd {
  readonly code: number;
  /** Of the `end` frame. */
  readonly status: AttemptStatus | null;
}

/** A socket of `/ws/attempts/{id}` and everything that it has said so far. */
export class EventStream {
  readonly events: StoredAttemptEvent[] = [];
  readonly frames: AttemptFrame[] = [];
  readonly ended: Promise<StreamEnd>;
  private readonly socket: WebSocket;

  constructor(server: { readonly url: string; readonly token: string }, attemptId: string, query = '') {
    const address = `${server.url.replace('http', 'ws')}/ws/attempts/${attemptId}${query}`;
    this.socket = new WebSocket(address, { headers: { Authorization: `Bearer ${server.token}` } });
    this.socket.on('message', (data: Buffer) => this.receive(JSON.parse(data.toString()) as AttemptFrame));
    this.ended = once(this.socket, 'close').then(([code]) => ({ code: code as number, status: this.status }));
    this.ended.catch(() => undefined); // a server that is killed before the upgrade; whoever waits is told
  }

  /** Lines of output, by default of stdout. */
  lines(stream: 'stdout' | 'stderr' = 'stdout'): string[] {
    return this.events.flatMap(({ event }) =>
      event.kind === 'LOG' && event.payload.stream === stream ? [event.payload.message] : [],
    );
  }

  /** The first event, past or to come, for which `predicate` holds; rejects when the stream ends without it. */
  async until(predicate: (event: StoredAttemptEvent) => boolean): Promise<StoredAttemptEvent> {
    for (;;) {
      const found = this.events.find(predicate);
      if (found) return found;
      if (this.socket.readyState >= WebSocket.CLOSING) throw new Error('The stream ended without the event');
      await Promise.race([once(this.socket, 'message'), this.ended]);
    }
  }

  untilStatus = (to: AttemptStatus) =>
    this.until(({ event }) => event.kind === 'STATUS' && event.payload.to === to);

  untilPrinted = (line: string) =>
    this.until(({ event }) => event.kind === 'LOG' && event.payload.message === line);

  close(): void {
    this.socket.terminate();
  }

  private get status(): AttemptStatus | null {
    const last = this.frames.at(-1);
    return last?.type === 'end' ? last.status : null;
  }

  private receive(frame: AttemptFrame): void {
    this.frames.push(frame);
    if (frame.type === 'events') this.events.push(...frame.events);
    if (frame.type === 'event') {
      const { attempt_id, seq, ts, event } = frame;
      this.events.push({ attempt_id, seq, ts, event });
    }
  }
}
