import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { ApiClient } from './support/api-client.js';
import { eventually } from './support/eventually.js';
import { startServer, type TestServer } from './support/start-server.js';

let server: TestServer;
let api: ApiClient;

beforeAll(async () => {
  server = await startServer();
  api = new ApiClient(server);
});
afterAll(() => server.stop());

const port = () => new URL(server.url).port;

/** `fetch` sets Host itself. */
async function statusWithHost(host: string): Promise<number> {
  const call = request(`${server.url}/healthz`, { headers: { Host: host } }).end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode ?? 0;
}

describe('Host', () => {
  it('answers to loopback names with its own port', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect([name, await statusWithHost(`${name}:${port()}`)]).toEqual([name, 200]);
    }
  });

  it('refuses every other name, as a rebound DNS name would bring', async () => {
    for (const host of ['evil.example', `evil.example:${port()}`, 'localhost:1', 'localhost']) {
      expect([host, await statusWithHost(host)]).toEqual([host, 403]);
    }
  });
});

describe('Origin', () => {
  const change = (headers: Record<string, string>) => api.as(headers).post('/api/tokens', { name: 'x' });
  let cookie: string;

  beforeAll(async () => {
    const token = new URL(server.link).hash.replace('#token=', '');
    const { headers } = await api.as({}).post('/api/session', { token });
    cookie = headers.getSetCookie()[0]!.split(';')[0]!;
  });

  it('lets our own page change something with a cookie', async () => {
    expect((await change({ Cookie: cookie, Origin: `http://localhost:${port()}` })).status).toBe(201);
  });

  it.each(['https://evil.example', 'null', 'http://localhost:1'])('refuses a page of %s', async (origin) => {
    const { status, body } = await change({ Cookie: cookie, Origin: origin });
    expect([status, body.code]).toEqual([403, 'request.foreign_origin']);
  });

  it('does not trust a cookie without Origin', async () => {
    expect((await change({ Cookie: cookie })).status).toBe(403);
    expect((await api.as({ Cookie: cookie }).get('/api/me')).status).toBe(200);
  });

  it('does not let a foreign page sign a browser in', async () => {
    const { status } = await api.as({ Origin: 'https://evil.example' }).post('/api/session', { token: 'x' });
    expect(status).toBe(403);
  });

  it.each<[string, () => Record<string, string>, number]>([
    ['nothing', () => ({}), 401],
    ['a cookie without Origin', () => ({ Cookie: cookie }), 403],
    ['a cookie and a foreign Origin', () => ({ Cookie: cookie, Origin: 'https://evil.example' }), 403],
    ['a wrong token', () => ({ Authorization: 'Bearer nope' }), 401],
    ['a cookie, our Origin and no such path', () => ({ Cookie: cookie, Origin: server.url }), 404],
    ['a token and no such path', () => ({ Authorization: `Bearer ${server.token}` }), 404],
  ])('answers a socket with %s before the upgrade', async (_what, headersOf, expected) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port()}/ws/nowhere`, {
      headers: headersOf(),
    });
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(response.statusCode).toBe(expected);
  });
});

describe('errors', () => {
  it('name every fault of a body by its path', async () => {
    const { status, body } = await api.post('/api/tokens', { nam: 'x', name: 7 });
    expect(status).toBe(400);
    expect(body.code).toBe('request.invalid');
    const named = ['nam', 'name'].map((path) => ({ path, message: expect.any(String) }));
    expect(body.errors).toEqual(expect.arrayContaining(named));
  });

  const nobody = '01890000-0000-7000-8000-000000000000';
  it.each<[string, string, unknown, string]>([
    ['POST', `/api/projects/${nobody}/tasks`, { title: 'a\0b' }, 'title'],
    [
      'POST',
      `/api/projects/${nobody}/tasks`,
      { title: 'a', acceptance_criteria: ['\0'] },
      'acceptance_criteria.0',
    ],
    [
      'POST',
      '/api/agents',
      { name: 'a', adapter: 'command', command: 'x', mcp_servers: { '\0': 1 } },
      'mcp_servers.\0',
    ],
    [
      'POST',
      '/api/agents',
      { name: 'a', adapter: 'command', command: 'x', mcp_servers: { a: '\ud800' } },
      'mcp_servers.a',
    ],
    ['GET', `/api/projects/${nobody}/tasks?q=%00`, undefined, 'q'],
    ['GET', `/api/attempts/${nobody}/events?after=99999999999`, undefined, 'after'],
    ['GET', `/api/attempts/${nobody}/events?before=99999999999`, undefined, 'before'],
    ['POST', `/api/tasks/${nobody}/move`, { status: 'inbox', index: 1e30 }, 'index'],
    ['POST', `/api/tasks/${nobody}/attempts`, { base_branch: 'main~3' }, 'base_branch'],
    ['POST', `/api/tasks/${nobody}/attempts`, { base_branch: 'HEAD' }, 'base_branch'],
  ])('refuse what cannot be stored: %s %s %j', async (method, path, given, where) => {
    const { status, body } = method === 'GET' ? await api.get(path) : await api.post(path, given);
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.errors).toContainEqual({ path: where, message: expect.any(String) });
  });

  it.each(['rerun-gates', 'update-from-base', 'discard', 'cancel'])(
    'take no body at all (%s)',
    async (verb) => {
      expect((await api.post(`/api/attempts/${nobody}/${verb}`)).body.code).toBe('attempt.not_found');
    },
  );
  it.each(['attempts', 'run', 'archive', 'assign'])('take no body at all (%s of a task)', async (verb) => {
    expect((await api.post(`/api/tasks/${nobody}/${verb}`)).body.code).toBe('task.not_found');
  });
  it('say what is missing when a body is', async () => {
    expect((await api.post('/api/tokens')).body).toMatchObject({
      status: 400,
      errors: expect.arrayContaining([expect.objectContaining({ path: 'name' })]),
    });
  });

  it('refuse a body that is nested without end', async () => {
    const nested = '['.repeat(100_000) + ']'.repeat(100_000);
    const { status, body } = await api.post('/api/tokens', `{"name":${nested}}`);
    expect([status, body.code]).toEqual([400, 'request.invalid']);
  });

  it.each([
    ['half of a JSON', '{"name":', 400, 'request.malformed'],
    ['a body that is too large', JSON.stringify({ name: 'x'.repeat(3_000_000) }), 413, 'request.too_large'],
  ])('say what is wrong with %s', async (_what, text, status, code) => {
    const answer = await api.post('/api/tokens', text);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('tell an unknown path and an id that is none', async () => {
    expect((await api.get('/api/nothing')).body).toMatchObject({ status: 404, code: 'route.not_found' });
    expect((await api.delete('/api/tokens/7')).body).toMatchObject({
      status: 400,
      hint: expect.any(String),
      errors: [{ path: expect.any(String), message: 'must be a UUID' }],
    });
  });

  it('carry the id of the request, which the log has too', async () => {
    const { headers, body } = await api.get('/api/nothing', { 'X-Request-Id': 'my-request-1' });
    expect(headers.get('x-request-id')).toBe('my-request-1');
    expect(body.request_id).toBe('my-request-1');
    await eventually(() => server.process.stderr().includes('"id":"my-request-1"'), 'the line in the log');
  });

  it('leave tokens out of the log', async () => {
    // What goes well is logged at a lower level.
    await api.get('/api/nothing?secret=query-text', { 'X-Request-Id': 'my-request-2' });
    await eventually(() => server.process.stderr().includes('"id":"my-request-2"'), 'the line in the log');
    expect(server.process.stderr()).not.toContain(server.token);
    expect(server.process.stderr()).not.toContain('query-text');
  });

  it('leave what users wrote out of the log, also when the database refuses it', async () => {
    const database = new Client({ connectionString: server.databaseUrl! });
    await database.connect();
    await database.query(`alter table agents add constraint refusing check (name <> 'private-text')`);
    await database.end();
    const { status } = await api.post('/api/agents', {
      name: 'private-text',
      adapter: 'command',
      command: 'x',
    });
    expect(status).toBe(500);
    await eventually(
      () => server.process.stderr().includes('violates check constraint'),
      'the fault in the log',
    );
    expect(server.process.stderr()).not.toContain('private-text');
  });
});

describe('headers', () => {
  it('let nothing come from elsewhere', async () => {
    const { headers } = await fetch(`${server.url}/healthz`);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('rate limits', () => {
  it('answer 429 with Retry-After once a token asks too often', async () => {
    const limited = await startServer({ env: { RATE_LIMIT_PER_MINUTE: '5' } });
    try {
      const client = new ApiClient(limited);
      const answers = await Promise.all(Array.from({ length: 8 }, () => client.get('/api/me')));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(3);
      expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(refused[0]!.body.code).toBe('request.too_many');
    } finally {
      await limited.stop();
    }
  });
});
