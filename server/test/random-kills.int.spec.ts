import pg from 'pg';
import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { EmbeddedCluster } from './support/embedded-cluster.js';
import { eventually } from './support/eventually.js';
import { type Acknowledged, MixedLoad } from './support/mixed-load.js';
import { RandomKills, VICTIMS } from './support/random-kills.js';
import { hasRedis, RedisServer } from './support/redis-server.js';
import { SeededRandom } from './support/seeded-random.js';

/** `npm run test:soak` sets these; the same seed hits the same victims in the same order, under a load that differs. */
const { SOAK_SEED = '20', SOAK_KILLS = '20' } = process.env;
const isSoak = process.env['SOAK_KILLS'] !== undefined;
const TWO_HOURS_MS = 7_200_000;

describe('an installation whose parts are killed at random under a mixed load', () => {
  const [seed, kills] = [Number(SOAK_SEED), Number(SOAK_KILLS)];
  let fixture: AttemptFixture;
  let redis: RedisServer | null = null;
  let database: pg.Pool | undefined;
  beforeAll(async () => {
    redis = isSoak && hasRedis ? await RedisServer.start() : null;
    fixture = await AttemptFixture.start(redis ? { REDIS_URL: redis.url } : {}, { embedded: isSoak });
  });
  afterAll(async () => {
    await database?.end();
    await fixture.stop();
    await redis?.stop();
  });

  it(
    `keeps its promises after ${kills} kills of seed ${seed}`,
    async () => {
      await fixture.api.get('/api/me'); // the client knows the API before the first kill
      const load = await MixedLoad.start(fixture, new SeededRandom(seed));
      const victims = VICTIMS.filter((victim) => victim !== 'queue' || redis);
      const killer = new RandomKills(fixture, new SeededRandom(seed + 1), victims, redis);
      await killer.run(kills);
      await load.stop();
      const databaseUrl = fixture.server.databaseUrl ?? new EmbeddedCluster(fixture.server.dataDir).url;
      const pool = (database = new pg.Pool({ connectionString: databaseUrl, max: 2 }));
      await eventually(() => isAtRest(pool), 'every attempt to come to an end');
      expect(await audit({ databaseUrl, dataDir: fixture.server.dataDir })).toEqual([]);
      expect(await auditTold(pool, load.told)).toEqual([]);
      if (isSoak) console.log(await report(pool, killer));
    },
    TWO_HOURS_MS,
  );
});

async function isAtRest(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from attempts where status in ('QUEUED', 'RUNNING', 'GATES_RUNNING') or phase is not null
       or lease_owner is not null limit 1`,
  );
  return rows.length === 0;
}

/** What users were told and does not hold. */
async function auditTold(pool: pg.Pool, told: Acknowledged): Promise<string[]> {
  const faults: string[] = [];
  const ask = async (invariant: string, values: unknown, sql: string): Promise<void> => {
    const { rows } = await pool.query(sql, [JSON.stringify(values)]);
    faults.push(...rows.map((row) => `${invariant}: ${JSON.stringify(row)}`));
  };
  await ask(
    'a start that was answered is there once',
    told.started,
    `select told.* from json_to_recordset($1) as told("taskId" uuid) where 1 <>
       (select count(*) from attempts where task_id = told."taskId" and parent_attempt_id is null)`,
  );
  await ask(
    'a message that was answered is there once',
    told.messages,
    `select told.* from json_to_recordset($1) as told("taskId" uuid, content text) where 1 <>
       (select count(*) from messages m where m.task_id = told."taskId" and m.content = told.content)`,
  );
  await ask(
    'feedback that was answered made one attempt',
    told.feedback,
    `select told.* from json_to_recordset($1) as told("parentId" uuid, feedback text) where 1 <>
       (select count(*) from attempts a where a.parent_attempt_id = told."parentId" and a.feedback = told.feedback)`,
  );
  await ask(
    'what was cancelled has ended',
    told.cancelled,
    `select id, status from attempts where id::text in (select json_array_elements_text($1)) and status <> 'CANCELLED'`,
  );
  await ask(
    'what was approved is merged',
    told.approved,
    `select id, status from attempts where id::text in (select json_array_elements_text($1)) and status <> 'APPROVED_MERGED'`,
  );
  await ask(
    'every line is there once and in order',
    told.started,
    `select a.id, a.status, told.lines as said, l.stored from json_to_recordset($1) as told("taskId" uuid, lines int)
     join attempts a on a.task_id = told."taskId",
     lateral (
       select count(*) as stored,
         coalesce(bool_and(line = position), true) as "isOrdered" from (
           select substr(payload->>'message', 6)::int as line, row_number() over (order by seq) as position
           from attempt_events e where e.attempt_id = a.id and kind = 'LOG' and payload->>'message' like 'line %') lines
     ) l
     where not l."isOrdered" or l.stored > told.lines
       or (l.stored < told.lines and a.status in ('REVIEW_READY', 'APPROVED_MERGED'))`,
  );
  return faults;
}

async function report(pool: pg.Pool, { hits }: RandomKills): Promise<string> {
  const { rows } = await pool.query(
    `select status, failure->>'reason' as reason, count(*)::int from attempts group by 1, 2 order by 1, 2`,
  );
  const killed = [...hits].map(([victim, count]) => `${victim} ${count}`).join(', ');
  return `Killed: ${killed}.\nAttempts: ${rows.map(({ status, reason, count }) => `${status}${reason ? ` (${reason})` : ''} ${count}`).join(', ')}.`;
}
