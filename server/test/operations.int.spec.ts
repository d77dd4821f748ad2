import pg from 'pg';
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

describe('operations', () => {
  it('tell that the process lives and can work', async () => {
    expect((await api.as({}).get('/healthz')).body).toEqual({ ok: true });
    const { body } = await api.as({}).get('/readyz');
    expect(body).toMatchObject({
      ok: true,
      checks: [{ name: 'database' }, { name: 'queue' }, { name: 'disk' }],
    });
  });

  it('give figures to Prometheus', async () => {
    const { body, headers } = await api.as({}).get<string>('/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(body).toContain('process_resident_memory_bytes');
  });

  it('go on when the database cuts every connection', async () => {
    const client = new pg.Client({ connectionString: server.databaseUrl! });
    await client.connect();
    await client.query(
      'select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await client.end();
    await eventually(async () => (await api.get('/readyz')).status === 200, 'the server to be ready again');
    await eventually(async () => (await api.get('/api/me')).status === 200, 'an answer from the database');
    expect(server.process.stderr().length).toBeLessThan(200_000); // no loop of errors
  });
});
