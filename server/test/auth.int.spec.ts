import { Client } from 'pg';
import { ApiClient } from './support/api-client.js';
import { startServer, type TestServer } from './support/start-server.js';

let server: TestServer;
let api: ApiClient;

beforeAll(async () => {
  server = await startServer();
  api = new ApiClient(server);
});
afterAll(() => server.stop());

const tokenOf = (link: string): string => new URL(link).hash.replace('#token=', '');
const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]!.split(';')[0]!;

describe('signing in', () => {
  it('refuses what has no credentials, with a hint', async () => {
    const { status, body, headers } = await api.as({}).get('/api/me');
    expect(status).toBe(401);
    expect(body).toMatchObject({ code: 'auth.required', hint: expect.stringContaining('npm start -- link') });
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  it('takes a link once and gives a cookie that scripts of a page cannot read', async () => {
    const anonymous = api.as({ Origin: server.url });
    const { status, headers } = await anonymous.post('/api/session', { token: tokenOf(server.link) });
    expect(status).toBe(204);
    expect(headers.getSetCookie()[0]).toMatch(/Max-Age=2592000;.*HttpOnly; SameSite=Lax/);
    const me = await api.as({ Cookie: cookieOf(headers) }).get('/api/me');
    expect(me.body).toMatchObject({ auth_mode: 'local', email: null });

    const again = await anonymous.post('/api/session', { token: tokenOf(server.link) });
    expect(again.status).toBe(401);
    expect(again.body.code).toBe('auth.link_invalid');
  });

  it('ends a session', async () => {
    const link = await newLink();
    const { headers } = await api.as({}).post('/api/session', { token: tokenOf(link) });
    const browser = api.as({ Cookie: cookieOf(headers), Origin: server.url });
    expect((await browser.delete('/api/session')).status).toBe(204);
    expect((await browser.get('/api/me')).status).toBe(401);
  });

  it('forgets links that expired once a new one is made', async () => {
    const database = new Client({ connectionString: server.databaseUrl! });
    await database.connect();
    try {
      await newLink();
      await database.query(`update sign_in_links set expires_at = now() - interval '1 second'`);
      await newLink();
      const { rows } = await database.query('select from sign_in_links');
      expect(rows).toHaveLength(1);
    } finally {
      await database.end();
    }
  });

  it('makes one token for one Idempotency-Key, and keeps it sealed', async () => {
    const create = () => api.post('/api/tokens', { name: 'once' }, { 'Idempotency-Key': 'one-token' });
    const [first, second] = [await create(), await create()];
    expect([first.status, second.body]).toEqual([201, first.body]);
    const database = new Client({ connectionString: server.databaseUrl! });
    await database.connect();
    const { rows } = await database.query('select body from idempotency_keys').finally(() => database.end());
    expect(JSON.stringify(rows)).not.toContain(first.body.token);
    await api.delete(`/api/tokens/${first.body.id as string}`);
  });

  it('makes tokens that are shown once and can be revoked', async () => {
    const created = await api.post('/api/tokens', { name: 'ci' });
    expect(created.status).toBe(201);
    const script = api.as({ Authorization: `Bearer ${created.body.token as string}` });
    expect((await script.get('/api/me')).status).toBe(200);
    const { body } = await api.get('/api/tokens');
    expect(body.items).toMatchObject([{ name: 'DATA_DIR/token' }, { name: 'ci' }]);
    expect(JSON.stringify(body)).not.toContain(created.body.token);

    expect((await api.delete(`/api/tokens/${created.body.id as string}`)).status).toBe(204);
    expect((await script.get('/api/me')).status).toBe(401);
    expect((await api.delete(`/api/tokens/${created.body.id as string}`)).status).toBe(404);
  });

  it('pages a list by its cursor', async () => {
    await api.post('/api/tokens', { name: 'second' });
    const first = await api.get('/api/tokens?limit=1');
    const second = await api.get(`/api/tokens?limit=1&cursor=${first.body.next_cursor as string}`);
    expect(first.body.items[0].id).not.toBe(second.body.items[0].id);
    expect(second.body.next_cursor).toBeNull();
    expect((await api.get('/api/tokens?cursor=nonsense')).status).toBe(400);
  });
});

async function newLink(): Promise<string> {
  const { spawnServer } = await import('./support/server-process.js');
  const command = spawnServer({ command: ['link'], env: { DATA_DIR: server.dataDir } });
  expect(await command.exited).toBe(0);
  return command.stdout().trim();
}
