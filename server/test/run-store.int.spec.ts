import pg from 'pg';
import type { Repository } from 'typeorm';
import { AttemptEventsService, LeaseLost } from '../src/attempts/events/attempt-events.service.js';
import type { RunEntity } from '../src/attempts/runs/run.entity.js';
import { OffsetConflict, RunStore } from '../src/attempts/runs/run-store.js';
import type { RunRecord } from '../src/platform/process/run-protocol/run-record.js';
import type { Signals } from '../src/platform/signals/signals.service.js';
import { AttemptFixture } from './support/attempt-fixture.js';

let fixture: AttemptFixture;
let pool: pg.Pool;
let store: RunStore;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
  pool = new pg.Pool({ connectionString: fixture.server.databaseUrl ?? '', max: 2 });
  const signals = { emit: () => undefined } as unknown as Signals; // nobody listens
  store = new RunStore({} as Repository<RunEntity>, pool, new AttemptEventsService(pool, signals));
});
afterAll(async () => {
  await pool.end();
  await fixture.stop();
});

/** The run of an attempt that is over, so that nobody else writes. */
async function findRun() {
  const { id } = await fixture.run({ agent: 'echo once' });
  const [row] = await fixture.query<{ run: RunEntity; fence: number; last_seq: number }>(
    `select json_build_object('id', r.id, 'attemptId', a.id, 'state', 'running', 'outcome', r.outcome, 'usage', r.usage,
         'spoolOffset', r.spool_offset) as run, a.fence::int, a.last_seq
       from runs r join attempts a on a.id = r.attempt_id where a.id = $1`,
    [id],
  );
  return row!;
}

const lines = (count: number): RunRecord[] =>
  Array.from({ length: count }, (_, n) => ({ n, at: 0, kind: 'stdout', step: 'agent', text: `line ${n}` }));

const batch = (from: number, count: number) => ({ from, to: from + count, records: lines(count) });

describe.each([3, 300])('%i lines of a run', (count) => {
  it('are stored once', async () => {
    const { run, fence, last_seq: before } = await findRun();
    const from = run.spoolOffset;
    const again = { ...run };
    await store.store(run, batch(from, count), fence);
    expect(run.spoolOffset).toBe(from + count);
    await expect(store.store(again, batch(from, count), fence)).rejects.toThrow(OffsetConflict);
    const events = await fixture.storedEvents(run.attemptId);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events).toHaveLength(before + count);
    expect(events.at(-1)).toMatchObject({ event: { payload: { message: `line ${count - 1}` } } });
  });

  it('are not stored for a fence that is not its own any more, nor does the offset move', async () => {
    const { run, fence, last_seq: before } = await findRun();
    const from = run.spoolOffset;
    await expect(store.store(run, batch(from, count), fence - 1)).rejects.toThrow(LeaseLost);
    expect(await fixture.storedEvents(run.attemptId)).toHaveLength(before);
    expect(run.spoolOffset).toBe(from);
    await store.store(run, batch(from, count), fence);
    expect(await fixture.storedEvents(run.attemptId)).toHaveLength(before + count);
  });
});
