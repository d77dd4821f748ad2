import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifyProcess, isAlive } from '../src/platform/process/process-identity.js';
import { ApiClient } from './support/api-client.js';
import { eventually } from './support/eventually.js';
import { spawnServer } from './support/server-process.js';
import { startServer, type TestServer } from './support/start-server.js';

const isRoot = process.getuid?.() === 0;

async function clusterOf(dataDir: string): Promise<string> {
  const record = join(dataDir, 'postgres-location');
  return existsSync(record) ? (await readFile(record, 'utf8')).trim() : join(dataDir, 'postgres');
}

async function postgresOf(dataDir: string) {
  const pidFile = join(await clusterOf(dataDir), 'data', 'postmaster.pid');
  return identifyProcess(Number((await readFile(pidFile, 'utf8')).split('\n')[0]))!;
}

describe('one DATA_DIR', () => {
  it('is refused to a second server, also beside another database', async () => {
    const first = await startServer();
    try {
      // Also of the same port: that the data is in use says more than that the port is.
      const { port } = new URL(first.url);
      const second = spawnServer({ env: { DATA_DIR: first.dataDir, PORT: port } });
      expect(await second.exited).toBe(1);
      expect(second.stderr()).toMatch(
        new RegExp(`Another Antfarm \\(process ${first.pid}\\) is running on .*DATA_DIR`),
      );
      expect((await new ApiClient(first).get('/readyz')).status).toBe(200);
    } finally {
      await first.stop();
    }
  });

  it('is free again after kill -9', async () => {
    const server = await startServer();
    try {
      await server.kill('SIGKILL');
      await server.restart();
      expect((await new ApiClient(server).get('/readyz')).status).toBe(200);
    } finally {
      await server.stop();
    }
  });

  it('holds its secrets for its own user only', async () => {
    const server = await startServer();
    try {
      for (const name of ['token', 'secret-key', 'server.json', 'host-id']) {
        expect([name, (await stat(join(server.dataDir, name))).mode & 0o777]).toEqual([name, 0o600]);
      }
    } finally {
      await server.stop();
    }
  });
});

describe('two DATA_DIRs of the same name', () => {
  it('share nothing', async () => {
    const parents = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'antfarm-test-'))));
    const servers = [];
    try {
      for (const parent of parents)
        servers.push(await startServer({ dataDir: join(parent, 'data'), embedded: true }));
      const [one, two] = servers;
      expect(one!.token).not.toBe(two!.token);
      expect(await clusterOf(one!.dataDir)).not.toBe(await clusterOf(two!.dataDir));
      const stranger = new ApiClient(two!).as({ Authorization: `Bearer ${one!.token}` });
      expect((await stranger.get('/api/me')).status).toBe(401);
    } finally {
      for (const server of servers) await server.stop();
      for (const parent of parents) await rm(parent, { recursive: true });
    }
  });
});

/** An embedded cluster takes seconds to make: whoever needs no fresh one shares this, and finds it running. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ embedded: true });
});
afterAll(() => server.stop());

describe('the embedded PostgreSQL', () => {
  beforeEach(() => server.resume());

  it('goes down with a server that was killed, and comes back with its data', async () => {
    const postgres = await postgresOf(server.dataDir);
    const { token } = server;
    await new ApiClient(server).post('/api/tokens', { name: 'kept' });
    await server.kill('SIGKILL');
    await eventually(() => !isAlive(postgres), 'PostgreSQL to end');
    await server.restart();
    expect(server.token).toBe(token);
    expect((await new ApiClient(server).get('/api/tokens')).body.items).toHaveLength(2);
  });

  it('starts at once after a kill, while the old one is still on its way down', async () => {
    for (let round = 0; round < 3; round += 1) {
      await server.kill('SIGKILL');
      await server.restart();
      expect((await new ApiClient(server).get('/api/me')).status).toBe(200);
    }
  });

  it('is started again under a live server, which goes on', async () => {
    const postgres = await postgresOf(server.dataDir);
    process.kill(postgres.pid, 'SIGKILL');
    await eventually(() => !isAlive(postgres), 'PostgreSQL to die');
    const api = new ApiClient(server);
    await eventually(async () => (await api.get('/readyz')).status === 200, 'the server to be ready again');
    await eventually(async () => (await api.get('/api/me')).status === 200, 'an answer from the database');
    expect(identifyProcess(server.pid)).toBeDefined();
  });

  it('leaves nothing running after an ordinary stop', async () => {
    await server.restart();
    const postgres = await postgresOf(server.dataDir);
    expect(await server.kill('SIGINT')).toBe(0);
    expect(server.process.stdout()).toMatch(/^Antfarm is ready: \S+\nAntfarm stopped\.\n$/);
    expect(isAlive(postgres)).toBe(false);
  });
});

const ROOT_ONLY = 'needs root: run the suite as root to test a DATA_DIR that only root may enter';
(isRoot ? describe : describe.skip)(`as root [${ROOT_ONLY}]`, () => {
  it('keeps the cluster where its account can go, and records where', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'antfarm-test-')); // 0700
    const server = await startServer({ dataDir: join(parent, 'data'), embedded: true });
    try {
      const cluster = await clusterOf(server.dataDir);
      expect(cluster.startsWith(server.dataDir)).toBe(false);
      await server.restart();
      expect(await clusterOf(server.dataDir)).toBe(cluster);
    } finally {
      await server.stop();
      await rm(parent, { recursive: true });
    }
  });

  it('runs as an ordinary user', async () => {
    const account = { uid: 65_534, gid: 65_534 };
    const parent = await mkdtemp(join(tmpdir(), 'antfarm-test-'));
    await chmod(parent, 0o777);
    const server = await startServer({ dataDir: join(parent, 'data'), embedded: true, account });
    try {
      expect((await stat(server.dataDir)).mode & 0o777).toBe(0o700);
      expect(await clusterOf(server.dataDir)).toBe(join(server.dataDir, 'postgres'));
      expect((await new ApiClient(server).get('/api/me')).status).toBe(200);
    } finally {
      await server.stop();
      await rm(parent, { recursive: true });
    }
  });
});

describe('local commands', () => {
  beforeEach(() => server.resume());

  const run = async (command: string, dataDir: string, env = {}) => {
    const child = spawnServer({ command: [command], env: { DATA_DIR: dataDir, ...env } });
    return { code: await child.exited, stdout: child.stdout(), stderr: child.stderr() };
  };

  it('print a link of a running server', async () => {
    const { code, stdout } = await run('link', server.dataDir);
    expect(code).toBe(0);
    expect(new URL(stdout).port).toBe(new URL(server.url).port);
    const token = new URL(stdout).hash.replace('#token=', '');
    expect((await new ApiClient(server).as({}).post('/api/session', { token })).status).toBe(204);
  });

  it('print a link that works once a stopped server is started', async () => {
    await server.kill('SIGTERM');
    const { code, stdout, stderr } = await run('link', server.dataDir, { PORT: '3999' });
    expect([code, stderr]).toEqual([0, expect.stringContaining('not running')]);
    await server.restart();
    const token = new URL(stdout).hash.replace('#token=', '');
    expect((await new ApiClient(server).as({}).post('/api/session', { token })).status).toBe(204);
  });

  it('stop a running server, and say so when there is none', async () => {
    const first = await run('stop', server.dataDir);
    expect(first).toMatchObject({ code: 0, stdout: 'Antfarm stopped; 0 agents were ended.\n' });
    expect(await server.process.exited).toBe(0);
    expect(existsSync(join(server.dataDir, 'server.json'))).toBe(false);
    const second = await run('stop', server.dataDir);
    expect(second).toMatchObject({ code: 0, stdout: 'Antfarm was not running; 0 agents were ended.\n' });
  });

  it('let nobody in without the token of server.json', async () => {
    const server = await startServer();
    try {
      const response = await fetch(`${server.url}/api/local/stop`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${server.token}` },
      });
      expect(response.status).toBe(401);
    } finally {
      await server.stop();
    }
  });
});

describe('a port that is taken', () => {
  it('is named, with what to do, and nothing else is said', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const folder = await mkdtemp(join(tmpdir(), 'antfarm-test-'));
    try {
      const child = spawnServer({ env: { DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'error' } });
      expect(await child.exited).toBe(1);
      const advice = 'Set PORT to another one; PORT=0 takes a free one.';
      expect(child.stderr()).toBe(`Port ${port} of 127.0.0.1 is in use. ${advice}\n`);
    } finally {
      taken.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

describe('a configuration with faults', () => {
  it('is refused with all of them', async () => {
    const child = spawnServer({ env: { DATA_DIR: join(tmpdir(), 'unused'), PORT: 'x', LOG_LEVEL: 'loud' } });
    expect(await child.exited).toBe(1);
    expect(child.stderr()).toMatch(/PORT: [\s\S]*LOG_LEVEL: /);
  });
});

describe('a git that is not good enough', () => {
  it.each([
    ['too old', 'echo git version 2.37.7', (git: string) => `needs git 2.38 or newer; ${git} is 2.37.7.`],
    ['none', null, () => 'needs git 2.38 or newer; none is on PATH.'],
  ])('ends the start (%s)', async (_what, script, complaint) => {
    const folder = await mkdtemp(join(tmpdir(), 'antfarm-test-'));
    const git = join(folder, 'git');
    try {
      if (script !== null) await writeFile(git, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const child = spawnServer({ env: { DATA_DIR: join(folder, 'data'), PATH: folder } });
      expect(await child.exited).toBe(1);
      expect(child.stderr()).toBe(`Antfarm ${complaint(git)}\n`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
