import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { WebSocket } from 'ws';
import type { AttemptFixture } from '../../server/test/support/attempt-fixture.js';
import { type Figure, atLeast } from '../figure.js';
import { compare, measurePairs, timed } from '../pairs.js';
import { readEvents } from '../events.js';
import { Program } from '../program.js';
import { prepareAttempts } from '../projects.js';

const LINES = 100_000;
const INSERTED_LINES = 2_000;
/** Agents print the time before their lines, so that preparing the workspace does not count. */
const AGENT = `date +begun=%s%3N; seq -f 'line %.0f: compiled module src/features/board/card.tsx without warnings' ${LINES}`;
const LAST = `line ${LINES}:`;
const SECRETS = { API_KEY: 'a-secret-of-some-length-1', OTHER_KEY: 'a-secret-of-some-length-2' };

export const eventPipeline: Figure = {
  name: 'event pipeline',
  limit: '1/(1/COPY + 1/raw ws, a frame a line) of the same rows',
  async measure(stage) {
    const fixture = await stage.fixture();
    const attempts = await prepareAttempts(fixture, AGENT);
    await fixture.api.put(`/api/projects/${attempts.projectId}/env`, SECRETS);
    const frames = await readFrames(fixture, await attempts.start());
    const database = new pg.Pool({ connectionString: fixture.server.databaseUrl ?? '', max: 1 });
    const attemptId = await plainTable(database, fixture);
    const copied = copyText(attemptId, frames);
    const pairs = await measurePairs(
      async () => throughProduct(fixture, await attempts.start()),
      async () => ({
        copy: LINES / (await copy(database, copied)),
        sockets: LINES / (await throughPlainSocket(frames)),
        insert: INSERTED_LINES / (await insertEach(database, attemptId, frames)),
      }),
    );
    await database.end();
    const rates = { unit: 'lines/s', product: (ms: number) => LINES / (ms / 1_000) };
    return [
      compare(pairs, {
        ...rates,
        what: 'event pipeline against COPY and raw ws',
        target: atLeast(0.6),
        limit: ({ copy, sockets }) => 1_000 / (1 / copy + 1 / sockets),
      }),
      compare(pairs, {
        ...rates,
        what: 'event pipeline against one INSERT a line',
        target: atLeast(15),
        limit: ({ insert }) => 1_000 * insert,
      }),
    ];
  },
};

/** From the agent's first print to the receipt of its last line, in milliseconds; checks that every line came once. */
async function throughProduct({ server }: AttemptFixture, attemptId: string): Promise<number> {
  const frames: Buffer[] = [];
  let doneAt = 0;
  await readEvents(server, attemptId, (frame) => {
    frames.push(frame);
    if (frame.includes(LAST)) doneAt = Date.now();
  }).closed;
  const all = Buffer.concat(frames).toString();
  const seen = all.match(/"message":"line \d+:/g) ?? [];
  if (seen.length !== LINES || new Set(seen).size !== LINES) throw new Error(`${seen.length} lines came`);
  return doneAt - Number(/begun=(\d+)/.exec(all)?.[1]);
}

/** What one attempt's socket says when it has a frame for each event. */
async function readFrames({ server }: AttemptFixture, attemptId: string): Promise<string[]> {
  const frames: string[] = [];
  const onFrame = (frame: Buffer) => void frames.push(frame.toString());
  await readEvents(server, attemptId, onFrame, '').closed;
  return frames.filter((frame) => frame.includes('"message":"line '));
}

/** A table of the shape of `attempt_events`, and an attempt that its rows may refer to. */
async function plainTable(database: pg.Pool, fixture: AttemptFixture): Promise<string> {
  await database.query(
    `create table plain_events (like attempt_events including all,
       foreign key (attempt_id) references attempts on delete cascade)`,
  );
  const [row] = await fixture.query<{ id: string }>('select id from attempts limit 1');
  return row?.id ?? '';
}

function copyText(attemptId: string, frames: readonly string[]): string[] {
  return frames.map((frame, index) => {
    const { ts, event } = JSON.parse(frame) as { ts: string; event: { payload: unknown } };
    return `${attemptId}\t${index + 1}\t${ts}\tLOG\t${JSON.stringify(event.payload)}\n`;
  });
}

async function copy(database: pg.Pool, rows: readonly string[]): Promise<number> {
  await database.query('truncate plain_events');
  const client = await database.connect();
  const bytes = Buffer.from(rows.join(''));
  const ms = await timed(async () => {
    const stream = client.query(
      copyFrom('copy plain_events (attempt_id, seq, ts, kind, payload) from stdin'),
    );
    stream.end(bytes);
    await once(stream, 'finish');
  });
  client.release();
  return ms;
}

async function insertEach(database: pg.Pool, attemptId: string, frames: readonly string[]): Promise<number> {
  await database.query('truncate plain_events');
  return timed(async () => {
    for (let seq = 1; seq <= INSERTED_LINES; seq++) {
      await database.query({
        name: 'insert-line',
        text: `insert into plain_events (attempt_id, seq, ts, kind, payload) values ($1, $2, now(), 'LOG', $3)`,
        values: [attemptId, seq, frames[seq]],
      });
    }
  });
}

async function throughPlainSocket(frames: readonly string[]): Promise<number> {
  const server = new Program('line-server', { lines: frames, sockets: 1 });
  const socket = new WebSocket(`ws://127.0.0.1:${await server.tells('port')}`, { perMessageDeflate: false });
  let received = 0;
  await new Promise<void>((resolve) => {
    socket.on('message', () => {
      received += 1;
      if (received === frames.length) resolve();
    });
  });
  const doneAt = Date.now();
  const ms = doneAt - (await server.tells('begunAt'));
  server.end();
  return ms;
}
