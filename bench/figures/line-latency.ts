import pg from 'pg';
import type { AttemptFixture } from '../../server/test/support/attempt-fixture.js';
import { eventually } from '../../server/test/support/eventually.js';
import { readEvents } from '../events.js';
import { atMost, type Figure } from '../figure.js';
import { compare, measurePairs, timed } from '../pairs.js';
import { prepareAttempts } from '../projects.js';
import { median, percentile } from '../statistics.js';

const ATTEMPTS = 10;
/** Of each attempt. The first ones come while other agents still start, and are not counted. */
const LINES = 700;
const FIRST_LINES = 100;
const INTERVAL_MS = 5;
const COMMITS = 500;

/** The monotonic clock is the same in every process and sandbox of a machine. */
const PRINT_CLOCK = `exec node -e '
let line = 0;
const timer = setInterval(() => {
  process.stdout.write("line " + ++line + " at " + process.hrtime.bigint() + "\\n");
  if (line === ${LINES}) clearInterval(timer);
}, ${INTERVAL_MS})'`;

export const lineLatency: Figure = {
  name: 'line latency',
  limit: 'the round trip of a bare INSERT',
  async measure(stage) {
    const fixture = await stage.fixture();
    const database = new pg.Pool({ connectionString: fixture.server.databaseUrl ?? '', max: 1 });
    await database.query('create table plain_commits (at timestamptz)');
    const pairs = await measurePairs(
      () => latencies(fixture),
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
async function latencies(fixture: AttemptFixture): Promise<number[]> {
  const { meeting, server } = fixture;
  const samples: number[] = [];
  const name = fixture.unique('latency');
  const attempts = await prepareAttempts(fixture, `${meeting.wait(name)} && ${PRINT_CLOCK}`);
  const ids = await Promise.all(Array.from({ length: ATTEMPTS }, attempts.start));
  const sockets = ids.map((id) =>
    readEvents(server, id, (frame) => {
      const now = process.hrtime.bigint();
      for (const [, line, printed = '0'] of frame.toString().matchAll(/"line (\d+) at (\d+)"/g)) {
        if (Number(line) > FIRST_LINES) samples.push(Number(now - BigInt(printed)) / 1e6);
      }
    }),
  );
  await eventually(() => meeting.count(name) === ATTEMPTS, 'all agents');
  meeting.letGo(name);
  await Promise.all(sockets.map(({ closed }) => closed));
  const expected = ATTEMPTS * (LINES - FIRST_LINES);
  if (samples.length !== expected) throw new Error(`${samples.length} of ${expected} lines came`);
  return samples;
}

async function commits(database: pg.Pool): Promise<number[]> {
  const samples: number[] = [];
  for (let commit = 0; commit < COMMITS; commit++) {
    samples.push(await timed(() => database.query('insert into plain_commits values (now())')));
  }
  return samples;
}
