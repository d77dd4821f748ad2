import { WebSocket } from 'ws';
import type { AttemptFixture } from '../../server/test/support/attempt-fixture.js';
import { eventually } from '../../server/test/support/eventually.js';
import { requireFrame } from '../events.js';
import { atLeast, type Figure, type Measurement } from '../figure.js';
import { compare, measurePairs } from '../pairs.js';
import { idleMemoryMiB, watchMemory } from '../process-memory.js';
import { Program } from '../program.js';
import { prepareAttempts } from '../projects.js';
import { startFixture } from '../stage.js';

const SOCKETS = 1_000;
const LINES = 500;
const lastLine = `line ${LINES}:`;
const print = (lines: number) =>
  `date +begun=%s%3N; seq -f 'line %.0f: compiled module src/features/board/card.tsx without warnings' ${lines}`;

const STUCK_READERS = 100;
const STUCK_LINES = 100_000;

export const fanOut: Figure = {
  name: 'fan-out to sockets',
  limit: `raw ws, one frame a line, to ${SOCKETS.toLocaleString('en')} sockets`,
  async measure(stage) {
    const fixture = await stage.fixture();
    const pairs = await measurePairs(() => throughProduct(fixture), throughPlainSockets);
    return [
      compare(pairs, {
        what: `fan-out to ${SOCKETS.toLocaleString('en')} sockets`,
        unit: 'lines/s',
        target: atLeast(1),
        product: (rate) => rate,
        limit: (rate) => rate,
      }),
      await stuckReaders(),
    ];
  },
};

const rateOf = (ms: number): number => (SOCKETS * LINES) / (ms / 1_000);

/** From the agent's first print until the last socket has its last line. */
async function throughProduct(fixture: AttemptFixture): Promise<number> {
  const { meeting, server } = fixture;
  const name = fixture.unique('fan-out');
  const attempts = await prepareAttempts(fixture, `${meeting.wait(name)}; ${print(LINES)}`);
  const id = await attempts.start();
  const url = `${server.url.replace('http', 'ws')}/ws/attempts/${id}?batch=1`;
  const readers = new Program('readers', { url, token: server.token, sockets: SOCKETS, lastLine });
  await readers.tells('opened');
  await meeting.arrival(name);
  meeting.letGo(name);
  const doneAt = await readers.tells('doneAt');
  readers.end();
  await fixture.settled(id);
  const [begun] = (await fixture.storedEvents(id)).flatMap(({ event }) =>
    event.kind === 'LOG' ? (/^begun=(\d+)$/.exec(event.payload.message)?.slice(1) ?? []) : [],
  );
  return rateOf(doneAt - Number(begun));
}

async function throughPlainSockets(): Promise<number> {
  const frame = (line: number) =>
    `{"type":"event","attempt_id":"0198c0de-0000-7000-8000-000000000000","seq":${line},"ts":"2026-01-11T07:03:10.000Z",` +
    `"event":{"kind":"LOG","payload":{"level":"INFO","message":"line ${line}: compiled module src/features/board/card.tsx` +
    ` without warnings","stream":"stdout","run_id":"0198c0de-0000-7000-8000-000000000000"}}}`;
  const lines = Array.from({ length: LINES }, (_, index) => frame(index + 1));
  const server = new Program('line-server', { lines, sockets: SOCKETS });
  const url = `ws://127.0.0.1:${await server.tells('port')}`;
  const readers = new Program('readers', { url, token: '', sockets: SOCKETS, lastLine });
  const begunAt = await server.tells('begunAt');
  const doneAt = await readers.tells('doneAt');
  for (const program of [server, readers]) program.end();
  return rateOf(doneAt - begunAt);
}

/** Readers that open a socket, a frame an event, and never take anything from it. */
async function stuckReaders(): Promise<Measurement> {
  const fixture = await startFixture();
  const { meeting, server } = fixture;
  const attempts = await prepareAttempts(fixture, `${meeting.wait('stuck')}; ${print(STUCK_LINES)}`);
  const id = await attempts.start();
  await meeting.arrival('stuck');
  const sockets = await Promise.all(Array.from({ length: STUCK_READERS }, () => stuckSocket(fixture, id)));
  const before = await idleMemoryMiB(server.pid);
  const memory = watchMemory(server.pid);
  meeting.letGo('stuck');
  await requireFrame(server, id, `line ${STUCK_LINES}:`); // who reads gets everything
  const most = memory.stop();
  for (const socket of sockets) socket.terminate();
  await fixture.stop();
  return {
    what: `server memory with ${STUCK_READERS} stuck readers of ${STUCK_LINES.toLocaleString('en')} lines`,
    product: { value: most, unit: 'MiB' },
    limit: { value: before, unit: 'MiB before' },
    ratio: most / before,
    target: { of: 'product', sign: '≤', bound: 300 },
  };
}

async function stuckSocket({ server }: AttemptFixture, attemptId: string): Promise<WebSocket> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws/attempts/${attemptId}`, {
    headers: { Authorization: `Bearer ${server.token}` },
    perMessageDeflate: false,
  });
  socket.on('error', () => socket.terminate());
  await eventually(() => socket.readyState === WebSocket.OPEN, 'an open socket');
  socket.pause();
  return socket;
}
