import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { SETTLED_STATUSES, type AttemptStatus } from '../../contracts/attempt-status.js';
import { Signals } from '../../platform/signals/signals.service.js';
import { AttemptEventsService } from './attempt-events.service.js';
import { type CommittedEvents, eventMembers, type EventRow } from './event-rows.js';

/** The socket's side of a subscription. */
export interface EventSink {
  readonly batch: boolean;
  /** Bytes that were handed over and not yet taken by the network. */
  readonly bufferedBytes: number;
  send(frame: Buffer): void;
  /** Resolves when the frames so far have left this process. */
  flushed(frame: Buffer): Promise<void>;
  end(status: AttemptStatus): void;
  tooSlow(): void;
}

interface Subscriber {
  readonly sink: EventSink;
  readonly attemptId: string;
  seq: number;
  /** Replaying from the database; new commits only ask it to look once more. */
  replaying: boolean;
  wantsAnotherLook: boolean;
  closed: boolean;
}

const REPLAY_PAGE = 500;
/** A live reader this far behind is sent away; it comes back with its last seq. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

/** Replay from the database, then live from the commits of this process, each event exactly once. */
@Injectable()
export class AttemptFeeds {
  private readonly subscribers = new Map<string, Set<Subscriber>>();

  constructor(
    private readonly events: AttemptEventsService,
    private readonly pool: Pool,
    signals: Signals,
  ) {
    events.onCommitted((committed) => this.deliver(committed));
    // Rows of another instance, or a status that ends the stream.
    signals.on('attempt.events', ({ attemptId, lastSeq }) => this.look(attemptId, lastSeq));
    signals.on('attempt.changed', ({ attemptId }) => this.look(attemptId));
  }

  /** Sends everything after `seq`; the returned function unsubscribes. */
  subscribe(attemptId: string, seq: number, sink: EventSink): () => void {
    const subscriber = { sink, attemptId, seq, replaying: false, wantsAnotherLook: false, closed: false };
    const group = this.subscribers.get(attemptId) ?? new Set();
    this.subscribers.set(attemptId, group.add(subscriber));
    this.startReplay(subscriber);
    return () => {
      subscriber.closed = true;
      group.delete(subscriber);
      if (group.size === 0) this.subscribers.delete(attemptId);
    };
  }

  private deliver(committed: CommittedEvents): void {
    const group = this.subscribers.get(committed.attemptId);
    if (!group) return;
    const frames = new LazyFrames(committed.attemptId, committed.rows);
    for (const subscriber of group) {
      if (subscriber.replaying || subscriber.seq !== committed.firstSeq - 1) {
        this.startReplay(subscriber);
        continue;
      }
      subscriber.seq = committed.firstSeq + committed.rows.length - 1;
      for (const frame of frames.of(subscriber.sink.batch)) subscriber.sink.send(frame);
      if (subscriber.sink.bufferedBytes > MAX_BUFFERED_BYTES) subscriber.sink.tooSlow();
    }
  }

  private look(attemptId: string, lastSeq = Infinity): void {
    for (const subscriber of this.subscribers.get(attemptId) ?? []) {
      if (subscriber.seq < lastSeq) this.startReplay(subscriber);
    }
  }

  private startReplay(subscriber: Subscriber): void {
    subscriber.wantsAnotherLook = true;
    if (subscriber.replaying || subscriber.closed) return;
    subscriber.replaying = true;
    this.replay(subscriber).catch(() => {
      // The database is away: the reader comes back with its last seq and finds everything.
      subscriber.sink.tooSlow();
    });
  }

  private async replay(subscriber: Subscriber): Promise<void> {
    while (hasMore(subscriber)) {
      subscriber.wantsAnotherLook = false;
      const { status, lastSeq } = await this.position(subscriber.attemptId);
      while (subscriber.seq < lastSeq && isOpen(subscriber)) await this.sendPage(subscriber);
      if (isSettled(status) && isOpen(subscriber)) {
        subscriber.sink.end(status);
        return;
      }
    }
    subscriber.replaying = false;
  }

  private async sendPage(subscriber: Subscriber): Promise<void> {
    const { attemptId, sink } = subscriber;
    const rows = await this.events.listAfter(attemptId, subscriber.seq, REPLAY_PAGE);
    const frames = new LazyFrames(attemptId, rows).of(sink.batch);
    const last = frames.pop();
    if (last === undefined)
      throw new Error(`Events of attempt ${attemptId} have a gap after ${subscriber.seq}`);
    for (const frame of frames) sink.send(frame);
    await sink.flushed(last);
    subscriber.seq = rows.at(-1)?.seq ?? subscriber.seq;
  }

  private async position(attemptId: string): Promise<{ status: AttemptStatus; lastSeq: number }> {
    const { rows } = await this.pool.query<{ status: AttemptStatus; lastSeq: number }>(
      'select status, last_seq as "lastSeq" from attempts where id = $1',
      [attemptId],
    );
    const [row] = rows;
    if (!row) throw new Error(`Attempt ${attemptId} is gone`);
    return row;
  }
}

/** Asked afresh after every wait. */
const isOpen = (subscriber: Subscriber): boolean => !subscriber.closed;
const hasMore = (subscriber: Subscriber): boolean => subscriber.wantsAnotherLook && isOpen(subscriber);

const isSettled = (status: AttemptStatus): boolean => SETTLED_STATUSES.some((settled) => settled === status);

/** Each form of frames is made at most once, however many sockets want it. */
class LazyFrames {
  private single: Buffer[] | undefined;
  private batched: Buffer[] | undefined;

  constructor(
    private readonly attemptId: string,
    private readonly rows: readonly EventRow[],
  ) {}

  of(batch: boolean): Buffer[] {
    return [...(batch ? (this.batched ??= this.makeBatch()) : (this.single ??= this.makeSingle()))];
  }

  private makeSingle(): Buffer[] {
    return this.rows.map((row) => Buffer.from(`{"type":"event",${eventMembers(this.attemptId, row)}}`));
  }

  private makeBatch(): Buffer[] {
    if (this.rows.length === 0) return [];
    const events = this.rows.map((row) => `{${eventMembers(this.attemptId, row)}}`).join(',');
    return [Buffer.from(`{"type":"events","events":[${events}]}`)];
  }
}
