import pg from 'pg';
import type { AttemptFixture } from '../../server/test/support/attempt-fixture.js';
import { readEvents } from '../events.js';
import { atMost, type Figure } from '../figure.js';
import { compare, measurePairs, timed } from '../pairs.js';
import { type Attempts, prepareAttempts } from '../projects.js';
import { median, percentile } from '../statistics.js';

const ATTEMPTS = 10;
/** Of each attempt, 5 ms apart. */
const LINES = 600;
const INTERVAL_MS = 5;
const COMMITS = 500;
/** All agents begin together: what the start of another costs is not a line's latency. */
const GATHER_MS = 1_000;

/** The monotonic clock is the same in every process and sandbox of a machine. */
const AGENT = (meet: string) => `${meet} && exec node -e '
let lines = 0;
const begin = Math.ceil(performance.timeOrigin / ${GATHER_MS} + 1) * ${GATHER_MS};
setTimeout(() => {
  const timer = setInterval(() => {
    process.stdout.write("at " + process.hrtime.bigint() + "\\n");
    if (++lines === ${LINES}) clearInterval(timer);
  }, ${INTERVAL_MS});
}, begin - Date.now());'`;

export const lineLatency: Figure = {
  name: 'line latency',
  limit: 'the round trip of a bare INSERT',
  async measure(stage) {
    const fixture = await stage.fixture();
    const attempts = await prepareAttempts(fixture, AGENT(fixture.meeting.wait('latency')));
    const database = new pg.Pool({ connectionString: fixture.server.databaseUrl ?? '', max: 1 });
    await database.query('create table plain_commits (at timestamptz)');
    let round = 0;
    const pairs = await measurePairs(
      () => latencies(fixture, attempts, ++round),
      () => commits(database),
    );
    await database.end();
    const limit = (samples: readonly number[]) => median(samples);
    return [
      compare(pairs, {
        what: `line latency, ${ATTEMPTS} × ${1_000 / INTERVAL_MS} lines/s, p50`,
        unit: 'ms',
        target: atMost(5, 'product'),
        product: (samples) => percentile(samples, 0.5),
        limit,
      }),
      compare(pairs, {
        what: `line latency, ${ATTEMPTS} × ${1_000 / INTERVAL_MS} lines/s, p99`,
        unit: 'ms',
        target: atMost(100, 'product'),
        product: (samples) => percentile(samples, 0.99),
        limit,
      }),
    ];
  },
};

/** From each print to its receipt on a socket, in milliseconds. */
async function latencies(fixture: AttemptFixture, attempts: Attempts): Promise<number[]> {
  const samples: number[] = [];
  const ids = await Promise.all(Array.from({ length: ATTEMPTS }, attempts.start));
  const ends = ids.map(
    (id) =>
      readEvents(fixture.server, id, (frame) => {
        const now = process.hrtime.bigint();
        for (const [, printed] of frame.toString().matchAll(/"message":"at (\d+)"/g)) {
          samples.push(Number(now - BigInt(printed ?? 0)) / 1e6);
        }
      }).closed,
  );
  await Promise.all(ends);
  if (samples.length !== ATTEMPTS * LINES) throw new Error(`${samples.length} lines came`);
  return samples;
}

async function commits(database: pg.Pool): Promise<number[]> {
  const samples: number[] = [];
  for (let commit = 0; commit < COMMITS; commit++) {
    samples.push(await timed(() => database.query('insert into plain_commits values (now())')));
  }
  return samples;
}
