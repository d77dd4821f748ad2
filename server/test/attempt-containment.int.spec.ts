import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { AttemptFixture } from './support/attempt-fixture.js';
import { repositoryPath } from './support/repository-path.js';
import { describeWithProxy } from './support/sandbox.js';

const PROBE = readFileSync(repositoryPath('server/test/fixtures/reach-out.mjs'), 'utf8');
const FILES = { 'reach-out.mjs': PROBE };
const reachOut = (...targets: string[]): string => `'${process.execPath}' reach-out.mjs ${targets.join(' ')}`;

const node = (script: string): string => `'${process.execPath}' -e '${script}'`;

const upstream = createServer((socket) => socket.on('error', () => undefined).end('hello'));
let upstreamUrl: string;
let fixture: AttemptFixture;
beforeAll(async () => {
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
  upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`;
  fixture = await AttemptFixture.start({
    ANTHROPIC_BASE_URL: upstreamUrl,
    LIMIT_MEMORY_MIB: '256',
    LIMIT_PROCESSES: '200',
    LIMIT_FILE_MIB: '16',
  });
});
afterAll(async () => {
  await fixture.stop();
  upstream.close();
});

const logLines = async (id: string): Promise<string[]> =>
  (await fixture.storedEvents(id)).flatMap(({ event }) =>
    event.kind === 'LOG' ? [event.payload.message] : [],
  );

/** Server and database, as `host:port` on this machine. */
function ownServices(): string[] {
  const { url, databaseUrl } = fixture.server;
  return [url, databaseUrl ?? ''].map((one) => `127.0.0.1:${new URL(one).port}`);
}

describeWithProxy('an agent', () => {
  it.each(['proxy', 'none'])(
    'with the network %s reaches neither, though they are on the list',
    async (network) => {
      const targets = ownServices();
      const { id, attempt } = await fixture.run({
        agent: reachOut(...targets),
        files: FILES,
        project: { network, network_allow: targets },
      });
      expect(attempt.isolation).toEqual({ kind: 'bubblewrap', network, degraded_reason: null });
      const lines = await logLines(id);
      for (const target of targets) {
        expect(lines).toContain(`directly ${target}: ECONNREFUSED`);
        expect(lines).toContain(`by proxy ${target}: ${network === 'proxy' ? '403' : 'there is none'}`);
      }
      const refused =
        'has the private or local address 127.0.0.1, which a step never reaches through the proxy.';
      expect(lines.some((line) => line.endsWith(refused))).toBe(network === 'proxy');
    },
  );

  it('behind the proxy reaches what its own base URL names, gates do not, and a refusal is a warning', async () => {
    const { host } = new URL(upstreamUrl);
    const { id, attempt } = await fixture.run({
      agent: reachOut(host, 'elsewhere.invalid:443'),
      agentFields: { env_allow: ['ANTHROPIC_BASE_URL'] },
      files: FILES,
      project: {
        network: 'proxy',
        commands: { test: `${reachOut(host)} | grep -q 'directly.*ECONNREFUSED'` },
      },
    });
    const lines = await logLines(id);
    expect(lines).toContain(`directly ${host}: connected`);
    expect(
      lines.filter((line) => line.startsWith("elsewhere.invalid is not on this project's list")),
    ).toHaveLength(1);
    expect(attempt.gates).toMatchObject([{ gate: 'test', status: 'passed' }]);
  });

  it.each([
    ['memory', node('const taken = []; setInterval(() => taken.push(Buffer.alloc(2 ** 20, 1)), 1)')],
    [
      'processes',
      node('setInterval(() => require("child_process").spawn("sleep", ["600"]).on("error", () => 0), 2)'),
    ],
    ['file', 'head -c 20m /dev/zero >large; sleep 600'],
  ])(
    'that takes more %s than it may is ended alone, and it is said how to raise that',
    async (what, take) => {
      const beside = fixture.unique('beside');
      const other = await fixture.start({ agent: `${fixture.meeting.wait(beside)}; echo x > file` });
      await fixture.meeting.arrival(beside);
      const { id, attempt } = await fixture.run({ agent: take });
      expect(attempt).toMatchObject({
        status: 'FAILED',
        failure: {
          reason: 'budget_exceeded',
          message: expect.stringMatching(new RegExp(`${what}.*LIMIT_${what.toUpperCase()}`)),
          retryable: false,
        },
      });
      expect(await logLines(id)).toContainEqual(expect.stringMatching(/^The .*limit.* stopping/));
      fixture.meeting.letGo(beside);
      expect(await fixture.settled(other.id)).toMatchObject({ status: 'REVIEW_READY' });
      expect(await fixture.changedPaths(other.id)).toEqual(['file']);
    },
  );

  it('whose gate writes a larger file than it may has that gate ended, though its command goes on', async () => {
    const { id, attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { commands: { test: 'head -c 20m /dev/zero >large; true' } },
    });
    expect(attempt.gates).toMatchObject([
      { gate: 'test', status: 'error', detail: expect.stringContaining('LIMIT_FILE_MIB') },
    ]);
    expect(await logLines(id)).toContainEqual(expect.stringMatching(/limit.*file.*LIMIT_FILE_MIB/));
  });
});
