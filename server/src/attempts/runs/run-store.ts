import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Pool } from 'pg';
import { Repository } from 'typeorm';
import type { RunRecord } from '../../platform/process/run-protocol/run-record.js';
import type { RecordBatch } from '../../platform/runner-client/record-reader.js';
import { AttemptEventsService, LeaseLost } from '../events/attempt-events.service.js';
import type { AttemptUsage } from '../attempt.entity.js';
import { type RunContext, toEvents } from './run-events.js';
import { RunEntity, type RunOutcome, type RunState } from './run.entity.js';

/** Records up to another offset are stored already: read the run again and go on from there. */
export class OffsetConflict extends Error {}

/** Moves the spool offset and reserves event numbers, or neither. */
const ADVANCE = `with moved as (
    update runs set spool_offset = $3, state = $4, outcome = $5, usage = $6,
      finished_at = case when $7 then now() else finished_at end
    where id = $1 and spool_offset = $2 returning attempt_id
  ), reserved as (
    update attempts set last_seq = last_seq + $8 from moved where id = moved.attempt_id and fence = $9
    returning last_seq
  )
  select (select count(*)::int from moved) as moved, (select last_seq from reserved) as "lastSeq"`;

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
  async store(run: RunEntity, batch: RecordBatch, context: RunContext, fence: number): Promise<void> {
    const state = stateAfter(run.state, batch.records);
    const outcome = outcomeAfter(run.outcome, batch.records);
    const usage = usageAfter(run.usage, batch.records);
    const events = batch.records.flatMap((record) => toEvents(record, context));
    const client = await this.pool.connect();
    try {
      void client.query('begin').catch(() => undefined); // the next query fails with it
      const { rows } = await client.query<{ moved: number; lastSeq: number | null }>({
        name: 'advance-run',
        text: ADVANCE,
        values: [
          run.id,
          batch.from,
          batch.to,
          state,
          outcome,
          usage,
          isFinished(state),
          events.length,
          fence,
        ],
      });
      if (rows[0]?.moved !== 1) throw new OffsetConflict(`The records of run ${run.id} are stored elsewhere`);
      const { lastSeq } = rows[0];
      if (lastSeq === null) throw new LeaseLost(run.attemptId);
      const stored = await this.events.copy(client, run.attemptId, events, lastSeq);
      await client.query('commit');
      client.release();
      Object.assign(run, { state, outcome, usage, spoolOffset: batch.to });
      this.events.announce(stored);
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

function stateAfter(before: RunState, records: readonly RunRecord[]): RunState {
  const last = records.at(-1);
  if (last?.kind === 'exit') return last.outcome;
  return before === 'starting' ? 'running' : before;
}

function outcomeAfter(before: RunOutcome | null, records: readonly RunRecord[]): RunOutcome {
  const outcome = before ?? { steps: {}, reason: null };
  for (const record of records) {
    if (record.kind === 'exit') outcome.reason = record.reason ?? null;
    if (record.kind !== 'step_exited') continue;
    outcome.steps[record.step] = {
      code: record.code,
      signal: record.signal,
      duration_ms: record.durationMs,
      timed_out: record.timedOut,
      error: record.error ?? null,
    };
  }
  return outcome;
}

/** An agent reports its totals so far, so the last report counts. */
function usageAfter(before: AttemptUsage | null, records: readonly RunRecord[]): AttemptUsage | null {
  let usage = before;
  for (const record of records) {
    if (record.kind !== 'agent_event' || record.event.kind !== 'USAGE') continue;
    const { input_tokens, output_tokens, cost_usd } = record.event.payload;
    usage = { input_tokens, output_tokens, cost_usd, cache_read_tokens: null };
  }
  return usage;
}
