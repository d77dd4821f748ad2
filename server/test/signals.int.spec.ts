import { Pool } from 'pg';
import { loadConfig } from '../src/platform/config/app-config.js';
import { Signals } from '../src/platform/signals/signals.service.js';
import { eventually } from './support/eventually.js';
import { createDatabase, type TestDatabase } from './support/test-database.js';

const { REDIS_URL } = process.env;
let database: TestDatabase;
let pool: Pool;
const open: Signals[] = [];

beforeAll(async () => {
  database = await createDatabase();
  pool = new Pool({ connectionString: database.url });
});
afterEach(() => {
  for (const signals of open.splice(0)) signals.onApplicationShutdown();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function instance(env: Record<string, string>) {
  const signals = new Signals(loadConfig(env), pool);
  await signals.onModuleInit();
  open.push(signals);
  const heard: string[] = [];
  const off = signals.on('attempt.cancel', ({ attemptId }) => heard.push(attemptId));
  return { signals, heard, off };
}

describe('Signals', () => {
  it('reach every handler of this process until it is taken off, though one throws', async () => {
    const { signals, heard, off } = await instance({});
    signals.on('attempt.cancel', () => {
      throw new Error('on purpose');
    });
    signals.emit('attempt.cancel', { attemptId: 'a' });
    off();
    signals.emit('attempt.cancel', { attemptId: 'b' });
    expect(heard).toEqual(['a']);
  });

  (REDIS_URL === undefined ? it.skip : it)(
    'cross instances by Redis, each once [needs REDIS_URL: set it to a Redis 6.2+]',
    async () => {
      const one = await instance({ REDIS_URL: REDIS_URL ?? '' });
      const two = await instance({ REDIS_URL: REDIS_URL ?? '' });
      one.signals.emit('attempt.cancel', { attemptId: 'from one' });
      two.signals.emit('attempt.cancel', { attemptId: 'from two' });
      await eventually(() => one.heard.length >= 2 && two.heard.length >= 2, 'both to hear both');
      expect([...one.heard].sort()).toEqual(['from one', 'from two']);
      expect([...two.heard].sort()).toEqual(['from one', 'from two']);
    },
  );
});
