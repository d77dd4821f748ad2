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

const upstream = createServer((socket) => socket.on('error', () => undefined).end('hello'));
let upstreamUrl: string;
let fixture: AttemptFixture;
beforeAll(async () => {
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
  upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`;
  fixture = await AttemptFixture.start({ ANTHROPIC_BASE_URL: upstreamUrl, LIMIT_MEMORY_MIB: '256' });
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
  it('with an open network reaches the server and the database: the probe works', async () => {
    const { id, attempt } = await fixture.run({ agent: reachOut(...ownServices()), files: FILES });
    expect(attempt.isolation).toMatchObject({ kind: 'bubblewrap', network: 'open' });
    const lines = await logLines(id);
    for (const target of ownServices()) expect(lines).toContain(`directly ${target}: connected`);
  });

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

  it('is found with no way to the home, other workspaces, refs, sockets and processes of this machine', async () => {
    const { dataDir } = fixture.server;
    const places = [process.env['HOME'] ?? '/root', dataDir, '/var/run/docker.sock', '/run/docker.sock'];
    const { id } = await fixture.run({
      agent: [
        ...places.map(
          (place) =>
            `ls '${place}' >/dev/null 2>&1 && [ -n "$(ls -A '${place}')" ] && echo "sees: $(ls -A '${place}')"`,
        ),
        `ls -d '${dataDir}'/repos/*/refs '${dataDir}'/repos/*/packed-refs '${dataDir}/token' 2>/dev/null | sed 's/^/finds: /'`,
        `cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -q '[s]erver.mjs' && echo 'sees the server'`,
        `grep -lz '[D]ATABASE_URL=' /proc/[0-9]*/environ 2>/dev/null | sed 's/^/reads: /'`,
        'echo done',
      ].join('\n'),
    });
    const lines = await logLines(id);
    expect(lines).toContain('done');
    // Of the server's data it sees the folders that lead to its own workspace.
    const seen = lines.filter(
      (line) => /^(finds|reads|sees the)/.test(line) || /token|postgres|\.ssh/.test(line),
    );
    expect(seen).toEqual([]);
  });

  it('that takes more memory than a run may have is ended, and it is said how to raise that', async () => {
    const take = 'const taken = []; setInterval(() => taken.push(Buffer.alloc(2 ** 20, 1)), 1)';
    const { id, attempt } = await fixture.run({ agent: `'${process.execPath}' -e '${take}'` });
    expect(attempt).toMatchObject({
      status: 'FAILED',
      failure: {
        reason: 'budget_exceeded',
        message: expect.stringMatching(/memory.*LIMIT_MEMORY_MIB/),
        retryable: false,
      },
    });
    expect(await logLines(id)).toContainEqual(expect.stringMatching(/^The memory limit is exceeded/));
  });
});
