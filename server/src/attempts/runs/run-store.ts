import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DatabaseError, Pool } from 'pg';
import { Repository } from 'typeorm';
import type { RunRecord } from '../../platform/process/run-protocol/run-record.js';
import type { RecordBatch } from '../../platform/runner-client/record-reader.js';
import { AttemptEventsService, LeaseLost } from '../events/attempt-events.service.js';
import type { AttemptUsage } from '../attempt.entity.js';
import { committed, type CommittedEvents, type NewEvent } from '../events/event-rows.js';
import { concernsPeople, recordRequests } from '../requests/record-requests.js';
import { toEvents } from './run-events.js';
import { RunEntity, type RunOutcome, type RunState } from './run.entity.js';
import { clockAfter } from './work-clock.js';

/** Records up to another offset are stored already: read the run again and go on from there. */
export class OffsetConflict extends Error {}

const ADVANCE = 'advance_run($1, $2, $3, $4, $5, $6, $7, $8, $9)';
/** In one round trip what would be four: for the few lines of an agent that is followed live. */
const STORE = `with advanced as materialized (select ${ADVANCE} as last_seq), stored as (
    insert into attempt_events (attempt_id, seq, ts, kind, payload)
    select $10, last_seq - $8 + ordinality, ts, kind, payload::json
    from advanced, unnest($11::timestamptz[], $12::text[], $13::text[]) with ordinality as event (ts, kind, payload, ordinality)
  ) select last_seq as "lastSeq" from advanced`;
/** From here on COPY is faster. */
const MANY_EVENTS = 100;

/** How `advance_run` refuses. */
const OFFSET_CONFLICT = 'AF001';
const LEASE_LOST = 'AF002';

export const isFinished = (state: RunState): boolean => state !== 'starting' && state !== 'running';

/** Stores what runners recorded: events and spool offset in one transaction, hence exactly once. */
@Injectable()
export class RunStore {
  constructor(
    @InjectRepository(RunEntity) private readonly runs: Repository<RunEntity>,
    private readonly pool: Pool,
    private readonly events: AttemptEventsService,
  ) {}

  async create(
    run: Pick<RunEntity, 'id' | 'attemptId' | 'purpose' | 'role' | 'token' | 'directory'>,
  ): Promise<RunEntity> {
    const blank = {
      state: 'starting',
      spoolOffset: 0,
      usage: null,
      outcome: null,
      finishedAt: null,
    } as const;
    return this.runs.save(this.runs.create({ ...run, ...blank, startedAt: new Date() }));
  }

  async get(runId: string): Promise<RunEntity> {
    return this.runs.findOneByOrFail({ id: runId });
  }

  async list(attemptId: string): Promise<RunEntity[]> {
    return this.runs.find({ where: { attemptId }, order: { startedAt: 'ASC', id: 'ASC' } });
  }

  async findLatest(attemptId: string, purpose: string): Promise<RunEntity | null> {
    return this.runs.findOne({ where: { attemptId, purpose }, order: { startedAt: 'DESC', id: 'DESC' } });
  }

  /** Throws `OffsetConflict` or `LeaseLost`; then nothing was stored. Updates `run` when it was. */
  async store(run: RunEntity, batch: RecordBatch, fence: number): Promise<void> {
    const state = stateAfter(run.state, batch.records);
    const outcome = outcomeAfter(run.outcome, batch.records);
    const usage = usageAfter(run.usage, batch.records);
    const events = batch.records.flatMap((record) => toEvents(record, run.id));
    const advance = [
      run.id,
      batch.from,
      batch.to,
      state,
      outcome,
      usage,
      isFinished(state),
      events.length,
      fence,
    ];
    try {
      const isSimple = events.length < MANY_EVENTS && !concernsPeople(batch.records);
      const stored = await (isSimple
        ? this.storeFew(run.attemptId, advance, events)
        : this.storeMany(run, advance, events, batch.records));
      Object.assign(run, { state, outcome, usage, spoolOffset: batch.to });
      this.events.announce(stored);
    } catch (error) {
      const code = error instanceof DatabaseError ? error.code : undefined;
      if (code === OFFSET_CONFLICT) throw new OffsetConflict(String(error));
      if (code === LEASE_LOST) throw new LeaseLost(run.attemptId);
      throw error;
    }
  }

  private async storeFew(
    attemptId: string,
    advance: readonly unknown[],
    events: readonly NewEvent[],
  ): Promise<CommittedEvents> {
    const { rows } = await this.pool.query<Advanced>({
      name: 'store-run',
      text: STORE,
      values: [
        ...advance,
        attemptId,
        events.map(({ ts }) => ts),
        events.map(({ kind }) => kind),
        events.map(({ payload }) => payload),
      ],
    });
    return committed(attemptId, lastSeqOf(rows), events);
  }

  private async storeMany(
    run: RunEntity,
    advance: readonly unknown[],
    events: readonly NewEvent[],
    records: readonly RunRecord[],
  ): Promise<CommittedEvents> {
    const client = await this.pool.connect();
    try {
      void client.query('begin').catch(() => undefined); // the next query fails with it
      const { rows } = await client.query<Advanced>({
        name: 'advance-run',
        text: `select ${ADVANCE} as "lastSeq"`,
        values: [...advance],
      });
      const stored = committed(run.attemptId, lastSeqOf(rows), events);
      await this.events.copy(client, stored);
      await recordRequests(client, run, records);
      await client.query('commit');
      client.release();
      return stored;
    } catch (error) {
      // A client that failed in the middle of a COPY is not worth keeping.
      client.release(true);
      throw error;
    }
  }

  /** The runner is gone and wrote no end; `false` when somebody stored more meanwhile. */
  async markInterrupted(run: RunEntity): Promise<boolean> {
    const { affected } = await this.runs.update(
      { id: run.id, spoolOffset: run.spoolOffset, state: run.state },
      { state: 'interrupted', finishedAt: new Date() },
    );
    return affected === 1;
  }
}

interface Advanced {
  readonly lastSeq: number;
}

function lastSeqOf([row]: readonly Advanced[]): number {
  if (!row) throw new Error('advance_run answered nothing');
  return row.lastSeq;
}

function stateAfter(before: RunState, records: readonly RunRecord[]): RunState {
  const last = records.at(-1);
  if (last?.kind === 'exit') return last.outcome;
  return before === 'starting' ? 'running' : before;
}

function outcomeAfter(before: RunOutcome | null, records: readonly RunRecord[]): RunOutcome {
  const outcome: RunOutcome = before ? { ...before } : { steps: {}, reason: null, turns: 0 };
  outcome.work = clockAfter(outcome.work, records);
  for (const record of records) note(outcome, record);
  return outcome;
}

function note(outcome: RunOutcome, record: RunRecord): void {
  switch (record.kind) {
    case 'exit':
      outcome.reason = record.reason ?? null;
      break;
    case 'session':
      outcome.session_id = record.sessionId;
      break;
    case 'task_list':
      outcome.task_changes = record.changes;
      break;
    case 'turn_began':
      outcome.turns = (outcome.turns ?? 0) + 1;
      break;
    case 'stop_requested':
      if (record.detail !== undefined) outcome.detail = record.detail;
      break;
    case 'step_exited':
      if (record.result) outcome.result = record.result;
      outcome.steps[record.step] = {
        code: record.code,
        signal: record.signal,
        duration_ms: record.durationMs,
        timed_out: record.timedOut,
        error: record.error ?? null,
      };
      break;
    default:
  }
}

/** An agent reports its totals so far, so the last report counts. */
function usageAfter(before: AttemptUsage | null, records: readonly RunRecord[]): AttemptUsage | null {
  let usage = before;
  for (const record of records) {
    if (record.kind !== 'agent_event' || record.event.kind !== 'USAGE') continue;
    const { cache_read_tokens = null, cache_write_tokens = null, ...spent } = record.event.payload;
    usage = { ...spent, cache_read_tokens, cache_write_tokens };
  }
  return usage;
}

/** Whether an agent says in them what it used. */
export const reportsUsage = (records: readonly RunRecord[]): boolean =>
  records.some((record) => record.kind === 'agent_event' && record.event.kind === 'USAGE');
