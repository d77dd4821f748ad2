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

const agent = (name: string) => ({ name, adapter: 'command', command: 'true' });
const create = (body: unknown, key: string) => api.post('/api/agents', body, { 'Idempotency-Key': key });
const namesOf = async (): Promise<string[]> =>
  (await api.get<{ items: { name: string }[] }>('/api/agents')).body.items.map(({ name }) => name);

describe('an Idempotency-Key', () => {
  it('answers the same request with the same result, and does it once', async () => {
    const first = await create(agent('once'), 'key-1');
    const second = await create(agent('once'), 'key-1');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect((await namesOf()).filter((name) => name === 'once')).toHaveLength(1);
  });

  it('refuses another request', async () => {
    await create(agent('one'), 'key-2');
    const { status, body } = await create(agent('other'), 'key-2');
    expect([status, body.code]).toEqual([422, 'idempotency.key_reused']);
  });

  it('lets one of several at the same moment through', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(agent('race'), 'key-3')));
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect((await namesOf()).filter((name) => name === 'race')).toHaveLength(1);
  });

  it('is free again after a refusal', async () => {
    expect((await create({ adapter: 'command' }, 'key-4')).status).toBe(400);
    expect((await create(agent('mended'), 'key-4')).status).toBe(201);
  });

  it('makes the same thing again when the answer to what was done cannot be stored', async () => {
    const database = new Client({ connectionString: server.databaseUrl! });
    await database.connect();
    const constraint = 'alter table idempotency_keys';
    await database.query(`${constraint} add constraint unanswered check (status is null) not valid`);
    try {
      const first = await create(agent('done'), 'key-6');
      const again = await create(agent('done'), 'key-6');
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body).toMatchObject({ id: first.body['id'] });
      expect((await namesOf()).filter((name) => name === 'done')).toHaveLength(1);
    } finally {
      await database.query(`${constraint} drop constraint unanswered`);
      await database.end();
    }
  });

  it('survives a restart', async () => {
    const first = await create(agent('kept'), 'key-5');
    await server.restart();
    expect((await create(agent('kept'), 'key-5')).body).toEqual(first.body);
  });
});
