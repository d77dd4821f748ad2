import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import type { AttemptFrame } from '../src/contracts/attempt-event.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

const memoryMiB = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${fixture.server.pid}/status`, 'utf8'))?.[1]) / 1024;

const openSocket = (path: string, options = {}): WebSocket =>
  new WebSocket(`${fixture.server.url.replace('http', 'ws')}${path}`, {
    headers: { Authorization: `Bearer ${fixture.server.token}` },
    ...options,
  }).on('error', () => undefined);

/** Comes back with its last seq when it is sent away, as the page does. */
class PatientReader {
  lines = 0;
  readonly ended: Promise<void>;

  constructor(
    private readonly attemptId: string,
    private lastSeq: number,
  ) {
    this.ended = this.follow();
  }

  private async follow(): Promise<void> {
    for (let code = 0; code !== 1000;) {
      const socket = openSocket(`/ws/attempts/${this.attemptId}?batch=1&after=${this.lastSeq}`);
      socket.on('message', (data: Buffer) => this.count(JSON.parse(data.toString()) as AttemptFrame));
      [code] = (await once(socket, 'close')) as [number];
    }
  }

  private count(frame: AttemptFrame): void {
    if (frame.type !== 'events') return;
    for (const { seq, event } of frame.events) {
      this.lastSeq = seq;
      if (event.kind === 'LOG' && event.payload.stream === 'stdout') this.lines += 1;
    }
  }
}

/** Sends bytes as they are, and answers all that came back until the server closed the connection. */
async function talk(bytes: (socket: Socket) => void): Promise<string> {
  const { hostname, port } = new URL(fixture.server.url);
  const socket = connect(Number(port), hostname).setEncoding('latin1');
  socket.on('error', () => undefined);
  let answer = '';
  socket.on('data', (chunk: string) => (answer += chunk));
  await once(socket, 'connect');
  bytes(socket);
  await once(socket, 'close');
  return answer;
}

const head = (first: string, ...more: string[]): string =>
  [
    first,
    `Host: ${new URL(fixture.server.url).host}`,
    `Authorization: Bearer ${fixture.server.token}`,
    ...more,
  ].join('\r\n');

describe('a thousand readers of one attempt, a hundred of them stuck,', () => {
  const READERS = 900;
  const STUCK = 100;
  /** More than the kernel holds for a reader. */
  const MANY = 12_000;
  const SOME = 200;

  it('leave the others everything and the server its memory; the stuck ones are sent away with 1013', async () => {
    const begin = fixture.unique('agent');
    const text = `line %.0f ${'of an agent that has a lot to say '.repeat(30)}`;
    const { id } = await fixture.start({
      agent: `${fixture.meeting.wait(begin)}; seq -f '${text}' ${MANY + SOME}`,
    });
    await fixture.meeting.arrival(begin);
    const stuck = Array.from({ length: STUCK }, () => openSocket(`/ws/attempts/${id}`));
    await Promise.all(stuck.map((socket) => once(socket, 'message')));
    for (const socket of stuck) socket.pause();
    const { last_seq } = await fixture.attempt(id);
    const readers = Array.from({ length: READERS }, () => new PatientReader(id, last_seq + MANY));
    await eventually(async () => (await openReaders()) === READERS + STUCK, 'the readers', 60_000);
    fixture.meeting.letGo(begin);
    await Promise.all(readers.map(({ ended }) => ended));
    expect(readers.map(({ lines }) => lines)).toEqual(readers.map(() => SOME));
    await eventually(async () => (await openReaders()) === 0, 'the stuck ones to be sent away', 60_000);
    const returning = stuck.slice(0, 10).map(async (socket) => {
      socket.resume();
      return ((await once(socket, 'close')) as [number])[0];
    });
    expect(new Set(await Promise.all(returning))).toEqual(new Set([1013]));
    console.info(`highest resident memory of the server: ${Math.round(memoryMiB())} MiB`);
    expect(memoryMiB()).toBeLessThan(300);
  });
});

describe('a client that', () => {
  it('trickles its head for ever is answered 408', async () => {
    let timer: NodeJS.Timeout | undefined;
    const answer = await talk((socket) => {
      socket.write(`${head('GET /api/me HTTP/1.1')}\r\n`);
      timer = setInterval(() => socket.write('X-A: b\r\n'), 500);
    });
    clearInterval(timer);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });

  it.each<[string, number, () => Promise<number>]>([
    ['sends a large body in chunks', 413, () => post(new Blob(['x'.repeat(3_000_000)]).stream())],
    ['sends a bomb', 413, () => post(gzipSync('x'.repeat(30_000_000)), { 'Content-Encoding': 'gzip' })],
  ])('%s is answered %i', async (_what, status, ask) => {
    expect(await ask()).toBe(status);
  });

  it.each<[string, RegExp, () => string]>([
    [
      'says too large a length and leaves',
      / 400 /,
      () =>
        `${head('POST /api/tokens HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 99999999')}\r\n\r\n{`,
    ],
    [
      'says too small a length',
      / 400 /,
      () =>
        `${head('POST /api/tokens HTTP/1.1', 'Connection: close', 'Content-Type: application/json', 'Content-Length: 2')}\r\n\r\n{"name":"x"}`,
    ],
    [
      'says two lengths',
      / 400 /,
      () => `${head('POST /api/tokens HTTP/1.1', 'Content-Length: 2', 'Content-Length: 3')}\r\n\r\n{}`,
    ],
    [
      'says a length and chunks',
      / 400 /,
      () =>
        `${head('POST /api/tokens HTTP/1.1', 'Content-Length: 2', 'Transfer-Encoding: chunked')}\r\n\r\n{}`,
    ],
    [
      'has a header that is too long',
      / 431 /,
      () => `${head('GET /api/me HTTP/1.1', `X-Long: ${'x'.repeat(20_000)}`)}\r\n\r\n`,
    ],
    [
      'has too many headers',
      / 431 /,
      () =>
        `${head('GET /api/me HTTP/1.1', ...Array.from({ length: 5_000 }, (_, i) => `X-${i}: y`))}\r\n\r\n`,
    ],
    ['upgrades without a key', / 400 /, () => `${head('GET /ws/projects/1 HTTP/1.1', ...UPGRADE)}\r\n\r\n`],
    [
      'upgrades to something else',
      / (400|404) /,
      () => `${head('GET /api/me HTTP/1.1', 'Connection: Upgrade', 'Upgrade: h2c')}\r\n\r\n`,
    ],
    ['upgrades nowhere', / 404 /, () => `${head('GET //%E0%A4%A HTTP/1.1', ...UPGRADE)}\r\n\r\n`],
    ['speaks no HTTP', / 400 /, () => '\x16\x03\x01\x02\x00\r\n\r\n'],
  ])('%s is answered%s', async (_what, status, bytes) => {
    const answer = await talk((socket) => {
      socket.write(bytes());
      socket.setTimeout(1_000, () => socket.end());
    });
    expect(answer).toMatch(status);
    expect(answer).not.toMatch(/ 500 | 201 /);
  });

  it.each([
    ['an id that is none', '/ws/attempts/%E0%A4%A', 4404],
    ['an attempt that is none', '/ws/attempts/7', 4404],
    ['a project that is none', '/ws/projects/7', 4404],
  ])('asks a socket for %s is sent away for good', async (_what, path, code) => {
    expect(((await once(openSocket(path), 'close')) as [number])[0]).toBe(code);
  });

  it('sends a message that is too large is closed', async () => {
    const { id } = await fixture.createProject({ local_path: fixture.repository() });
    const socket = openSocket(`/ws/projects/${id}`);
    await once(socket, 'open');
    socket.send('x'.repeat(100_000));
    expect([1006, 1009]).toContain(((await once(socket, 'close')) as [number])[0]);
  });

  it('comes back in a storm finds its events, and nothing is kept of those who left', async () => {
    const { id } = await fixture.run({ agent: "seq -f 'line %.0f' 1 500" });
    const { last_seq: last } = await fixture.attempt(id);
    const sockets = Array.from({ length: 300 }, (_, index) =>
      openSocket(`/ws/attempts/${id}?after=${index % 2 === 0 ? last - 5 : 0}`),
    );
    const half = sockets.filter((_, index) => index % 2 === 0);
    for (const socket of sockets) if (!half.includes(socket)) socket.on('upgrade', () => socket.terminate());
    const codes = await Promise.all(
      half.map(async (socket) => ((await once(socket, 'close')) as [number])[0]),
    );
    expect(new Set(codes)).toEqual(new Set([1000]));
    await eventually(async () => (await openReaders()) === 0, 'all to be gone');
  });
});

const UPGRADE = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];

async function post(
  body: ReadableStream | Uint8Array,
  headers: Record<string, string> = {},
): Promise<number> {
  const { status } = await fetch(`${fixture.server.url}/api/tokens`, {
    method: 'POST',
    body,
    headers: {
      Authorization: `Bearer ${fixture.server.token}`,
      'Content-Type': 'application/json',
      ...headers,
    },
    ...{ duplex: 'half' },
  });
  return status;
}

/** Sockets that the server holds open. */
async function openReaders(): Promise<number> {
  const { body } = await fixture.api.get<string>('/metrics');
  return Number(/^antfarm_event_readers (\d+)$/m.exec(body)?.[1]);
}
