import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
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
  /** Sends the reader away, to come back with its last seq. */
  comeBack(reason: string): void;
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

interface Position {
  id: string;
  status: AttemptStatus;
  lastSeq: number;
}

/** Of what earlier commits brought, a live reader may have this much before it; with more it reads on at its own pace. */
const MAX_BUFFERED_BYTES = 64 * 1024;
const MAX_FRAMES = 200;
/** A reader that takes nothing for this long is sent away. */
const STUCK_MS = 15_000;
const LOOK_EVERY_MS = 5_000;

/**
 * Replay from the database, then live from the commits of this process, each event exactly once. A reader that falls
 * behind is replayed again, so that what waits for it waits in the database.
 */
@Injectable()
export class AttemptFeeds implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscribers = new Map<string, Set<Subscriber>>();
  private timer: NodeJS.Timeout | undefined;
  private readonly asked = new Set<string>();
  private queryUnderWay: Promise<unknown> = Promise.resolve();
  private nextQuery: Promise<Position[]> | undefined;

  constructor(
    private readonly events: AttemptEventsService,
    private readonly pool: Pool,
    signals: Signals,
  ) {
    events.onCommitted((committed) => this.deliver(committed));
    // Rows of another instance, or a status that ends the stream.
    signals.on('attempt.events', ({ attemptId, lastSeq }) => this.catchUp(attemptId, lastSeq));
    signals.on('attempt.changed', ({ attemptId }) => void this.look([attemptId]));
  }

  /** A commit whose answer was lost was never announced, nor was one that Redis forgot. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look([...this.subscribers.keys()]), LOOK_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Sends everything after `seq`; the returned function unsubscribes. */
  subscribe(attemptId: string, seq: number, sink: EventSink): () => void {
    const subscriber = { sink, attemptId, seq, replaying: false, wantsAnotherLook: false, closed: false };
    const group = this.subscribers.get(attemptId) ?? new Set();
    this.subscribers.set(attemptId, group.add(subscriber));
    this.startReplay(subscriber);
    return () => this.forget(subscriber);
  }

  /** Sockets that follow an attempt. */
  get readers(): number {
    return [...this.subscribers.values()].reduce((sum, group) => sum + group.size, 0);
  }

  private forget(subscriber: Subscriber): void {
    subscriber.closed = true;
    const group = this.subscribers.get(subscriber.attemptId);
    group?.delete(subscriber);
    if (group?.size === 0) this.subscribers.delete(subscriber.attemptId);
  }

  private sendAway(subscriber: Subscriber, reason: string): void {
    this.forget(subscriber);
    subscriber.sink.comeBack(reason);
  }

  private deliver(committed: CommittedEvents): void {
    const group = this.subscribers.get(committed.attemptId);
    if (!group) return;
    const frames = new LazyFrames(committed.attemptId, committed.rows);
    for (const subscriber of group) {
      if (
        isTooMuch(subscriber.sink, committed) ||
        subscriber.replaying ||
        subscriber.seq !== committed.firstSeq - 1
      ) {
        this.startReplay(subscriber);
        continue;
      }
      subscriber.seq = committed.firstSeq + committed.rows.length - 1;
      for (const frame of frames.of(subscriber.sink.batch)) subscriber.sink.send(frame);
    }
  }

  /** Once for all readers of an attempt. */
  private async look(attemptIds: readonly string[]): Promise<void> {
    const watched = attemptIds.filter((id) => this.subscribers.has(id));
    if (watched.length === 0) return;
    try {
      const positions = await this.positions(watched);
      for (const { id, status, lastSeq } of positions)
        this.catchUp(id, isSettled(status) ? Infinity : lastSeq);
    } catch {
      for (const id of watched)
        for (const reader of this.subscribers.get(id) ?? []) this.sendAway(reader, AWAY);
    }
  }

  private catchUp(attemptId: string, lastSeq: number): void {
    for (const subscriber of this.subscribers.get(attemptId) ?? []) {
      if (subscriber.seq < lastSeq) this.startReplay(subscriber);
    }
  }

  private startReplay(subscriber: Subscriber): void {
    subscriber.wantsAnotherLook = true;
    if (subscriber.replaying || subscriber.closed) return;
    subscriber.replaying = true;
    this.replay(subscriber).catch(() => this.sendAway(subscriber, AWAY));
  }

  private async replay(subscriber: Subscriber): Promise<void> {
    while (hasMore(subscriber)) {
      subscriber.wantsAnotherLook = false;
      const position = (await this.askTogether(subscriber.attemptId)).find(
        ({ id }) => id === subscriber.attemptId,
      );
      if (!position) throw new Error(`Attempt ${subscriber.attemptId} is gone`);
      const { status, lastSeq } = position;
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
    const rows = await this.events.listPage(attemptId, subscriber.seq);
    const frames = new LazyFrames(attemptId, rows).of(sink.batch);
    const last = frames.pop();
    if (last === undefined)
      throw new Error(`Events of attempt ${attemptId} have a gap after ${subscriber.seq}`);
    for (const frame of frames) sink.send(frame);
    const stuck = setTimeout(() => this.sendAway(subscriber, TOO_SLOW), STUCK_MS);
    await sink.flushed(last).finally(() => clearTimeout(stuck));
    subscriber.seq = rows.at(-1)?.seq ?? subscriber.seq;
  }

  /** Whoever asks while a query is under way waits for the next one, with all others: it must not be older than the question. */
  private askTogether(attemptId: string): Promise<Position[]> {
    this.asked.add(attemptId);
    this.nextQuery ??= this.queryUnderWay.then(() => {
      const positions = this.positions([...this.asked]);
      this.asked.clear();
      this.nextQuery = undefined;
      this.queryUnderWay = positions.catch(() => undefined);
      return positions;
    });
    return this.nextQuery;
  }

  private async positions(attemptIds: readonly string[]): Promise<Position[]> {
    const { rows } = await this.pool.query<Position>(
      'select id, status, last_seq as "lastSeq" from attempts where id = any($1)',
      [attemptIds],
    );
    return rows;
  }
}

/** Whoever is told so comes back with its last seq and finds everything. */
const AWAY = 'the database is away: come back with your last seq';
const TOO_SLOW = 'too slow: come back with your last seq';

/** A frame costs more memory than most of what it holds, until it is sent. */
const isTooMuch = ({ batch, bufferedBytes }: EventSink, { rows }: CommittedEvents): boolean =>
  bufferedBytes > MAX_BUFFERED_BYTES || (!batch && rows.length > MAX_FRAMES);

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
