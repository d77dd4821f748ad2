import { EventEmitter, once } from 'node:events';
import { Injectable } from '@nestjs/common';
import { Pool, type PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { AttemptEvent } from '../../contracts/attempt-event.js';
import { Signals } from '../../platform/signals/signals.service.js';
import { committed, type CommittedEvents, copyText, type EventRow, newEvent } from './event-rows.js';

/** What a transaction can be run on: a pooled client, or TypeORM's query runner. */
export interface SqlRunner {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/** Somebody with a higher fence owns the attempt now: let go without touching anything. */
export class LeaseLost extends Error {
  constructor(readonly attemptId: string) {
    super(`The lease of attempt ${attemptId} belongs to somebody else`);
  }
}

const RESERVE = `update attempts set last_seq = last_seq + $2
  where id = $1 and ($3::bigint is null or fence = $3) returning last_seq`;

const INSERT = `insert into attempt_events (attempt_id, seq, ts, kind, payload)
  select $1, $2 + ordinality, ts, kind, payload::json
  from unnest($3::timestamptz[], $4::text[], $5::text[]) with ordinality as event (ts, kind, payload, ordinality)`;

const PAGE_EVENTS = 200;
const PAGE_BYTES = 64 * 1024;
const PAGE = `select seq, ts, kind, payload from (
    select *, sum(octet_length(payload)) over (order by seq) - octet_length(payload) as bytes_before from (
      select seq, ts, kind, payload::text as payload from attempt_events
      where attempt_id = $1 and seq > $2 order by seq limit $3) events) pages
  where bytes_before < $4 order by seq`;

/** Stores events gaplessly, and announces them once they are committed. */
@Injectable()
export class AttemptEventsService {
  private readonly committed = new EventEmitter<{ events: [CommittedEvents] }>().setMaxListeners(0);

  constructor(
    private readonly pool: Pool,
    private readonly signals: Signals,
  ) {}

  /** Returns the function that takes the listener off again. */
  onCommitted(listener: (events: CommittedEvents) => void): () => void {
    this.committed.on('events', listener);
    return () => void this.committed.off('events', listener);
  }

  /** Stores events in a transaction of their own. `fence` is the worker's; without it the API writes. */
  async append(attemptId: string, events: readonly AttemptEvent[], fence: number | null): Promise<void> {
    if (events.length === 0) return;
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const stored = await this.insert(client, attemptId, events, fence);
      await client.query('commit');
      this.announce(stored);
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** Stores events in the caller's transaction; call `announce` with the result once it is committed. */
  async insert(
    runner: SqlRunner,
    attemptId: string,
    events: readonly AttemptEvent[],
    fence: number | null,
  ): Promise<CommittedEvents> {
    const rows = events.map((event) => newEvent(event));
    const firstSeq = await this.reserve(runner, attemptId, rows.length, fence);
    await runner.query(INSERT, [
      attemptId,
      firstSeq - 1,
      rows.map(({ ts }) => ts),
      rows.map(({ kind }) => kind),
      rows.map(({ payload }) => payload),
    ]);
    return committed(attemptId, firstSeq + rows.length - 1, rows);
  }

  /** Stores events whose numbers are reserved, by COPY: 20 times faster than an INSERT per line. */
  async copy(client: PoolClient, events: CommittedEvents): Promise<void> {
    if (events.rows.length === 0) return;
    const stream = client.query(
      copyFrom('copy attempt_events (attempt_id, seq, ts, kind, payload) from stdin'),
    );
    const finished = once(stream, 'finish');
    stream.end(copyText(events));
    await finished;
  }

  announce(events: CommittedEvents): void {
    const last = events.rows.at(-1);
    if (!last) return;
    this.committed.emit('events', events);
    this.signals.emit('attempt.events', { attemptId: events.attemptId, lastSeq: last.seq });
  }

  /** At most `limit` events after `seq`, in order. */
  async listAfter(attemptId: string, seq: number, limit: number): Promise<EventRow[]> {
    const { rows } = await this.pool.query<EventRow>(
      `select seq, ts, kind, payload::text as payload from attempt_events
       where attempt_id = $1 and seq > $2 order by seq limit $3`,
      [attemptId, seq, limit],
    );
    return rows;
  }

  /** What comes after `seq`, in order: at least one event if there is any, and not much more than fits a socket. */
  async listPage(attemptId: string, seq: number): Promise<EventRow[]> {
    const { rows } = await this.pool.query<EventRow>(PAGE, [attemptId, seq, PAGE_EVENTS, PAGE_BYTES]);
    return rows;
  }

  /** The last `limit` events before `seq`, in order. */
  async listBefore(attemptId: string, seq: number, limit: number): Promise<EventRow[]> {
    const { rows } = await this.pool.query<EventRow>(
      `select seq, ts, kind, payload::text as payload from attempt_events
       where attempt_id = $1 and seq < $2 order by seq desc limit $3`,
      [attemptId, seq, limit],
    );
    return rows.reverse();
  }

  /** What the agent said last, if it said anything. */
  async lastMessage(attemptId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ text: string | null }>(
      `select payload->>'text' as text from attempt_events
       where attempt_id = $1 and kind = 'MESSAGE' and payload->>'role' <> 'user' order by seq desc limit 1`,
      [attemptId],
    );
    return rows[0]?.text ?? null;
  }

  /** What the server itself, and no run, logged last that begins so. */
  async lastOwnLog(attemptId: string, beginning: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ message: string }>(
      `select payload->>'message' as message from attempt_events
       where attempt_id = $1 and kind = 'LOG' and payload->>'run_id' is null
         and starts_with(payload->>'message', $2) order by seq desc limit 1`,
      [attemptId, beginning],
    );
    return rows[0]?.message ?? null;
  }

  private async reserve(
    runner: SqlRunner,
    attemptId: string,
    count: number,
    fence: number | null,
  ): Promise<number> {
    const result = await runner.query(RESERVE, [attemptId, count, fence]);
    const lastSeq = firstNumber(result, 'last_seq');
    if (lastSeq === undefined) throw new LeaseLost(attemptId);
    return lastSeq - count + 1;
  }
}

/** `pg` answers `{rows}`; TypeORM's raw UPDATE … RETURNING answers `[rows, count]`. */
function firstNumber(result: unknown, column: string): number | undefined {
  const rows: unknown = Array.isArray(result) ? result[0] : hasRows(result) ? result.rows : undefined;
  const first: unknown = Array.isArray(rows) ? rows[0] : undefined;
  if (typeof first !== 'object' || first === null) return undefined;
  const value: unknown = Reflect.get(first, column);
  return typeof value === 'number' ? value : undefined;
}

const hasRows = (result: unknown): result is { rows: unknown[] } =>
  typeof result === 'object' && result !== null && 'rows' in result;
