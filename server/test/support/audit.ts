import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { isAlive, readIdentity } from '../../src/platform/process/process-identity.js';
import { runFiles } from '../../src/platform/process/run-protocol/run-directory.js';
import { git } from './git-fixture.js';
import { runsOf } from './live-runs.js';
import { markedProcesses } from './marked-processes.js';

/** An installation that has come to rest. */
export interface Installation {
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/** Each is a question whose answer has to be empty; the rows say where it is not. */
const QUESTIONS: readonly (readonly [invariant: string, sql: string])[] = [
  [
    'per attempt count = max(seq) = last_seq',
    `select a.id, a.last_seq, count(e.seq) as stored, max(e.seq) as highest from attempts a
     left join attempt_events e on e.attempt_id = a.id group by a.id
     having a.last_seq <> count(e.seq) or a.last_seq <> coalesce(max(e.seq), 0)`,
  ],
  [
    'every attempt has come to an end',
    `select id, status, phase from attempts
     where status in ('QUEUED', 'RUNNING', 'GATES_RUNNING') or phase is not null`,
  ],
  ['every run has come to an end', `select id, state from runs where state in ('starting', 'running')`],
  [
    'no agent ran twice in an attempt',
    `select attempt_id, count(*) from runs where purpose = 'agent' and spool_offset > 0
     group by attempt_id having count(*) > 1`,
  ],
  [
    'each status follows on the one before',
    `select attempt_id, seq from (
       select attempt_id, seq, payload->>'from' as "from",
         lag(payload->>'to') over (partition by attempt_id order by seq) as before
       from attempt_events where kind = 'STATUS') steps
     where "from" is distinct from before`,
  ],
  [
    'the last status told is the status',
    `select a.id, a.status from attempts a where a.status is distinct from (
       select payload->>'to' from attempt_events e
       where e.attempt_id = a.id and kind = 'STATUS' order by seq desc limit 1)`,
  ],
  ['no merge is left in the middle', `select id, attempt_id from merges where state = 'intended'`],
  [
    'what is merged has one merge, and nothing else has',
    `select a.id, a.status, count(m.id) as merges from attempts a
     left join merges m on m.attempt_id = a.id and m.state = 'done' group by a.id
     having count(m.id) <> case when a.status = 'APPROVED_MERGED' then 1 else 0 end`,
  ],
  [
    'no command of a client had two effects',
    `select parent_attempt_id, feedback, count(*) from attempts where parent_attempt_id is not null
     group by parent_attempt_id, feedback having count(*) > 1`,
  ],
];

/** What does not hold in the database, on the disk, in the users' repositories and among the processes. */
export async function audit({ databaseUrl, dataDir }: Installation): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const faults: string[] = [];
    for (const [invariant, sql] of QUESTIONS) {
      const { rows } = await pool.query(sql);
      faults.push(...rows.map((row) => `${invariant}: ${JSON.stringify(row)}`));
    }
    faults.push(...(await auditArtifacts(pool, dataDir)));
    faults.push(...(await auditRepositories(pool)));
    faults.push(...auditProcesses(dataDir));
    return faults;
  } finally {
    await pool.end();
  }
}

async function auditArtifacts(pool: pg.Pool, dataDir: string): Promise<string[]> {
  const { rows } = await pool.query<{ storage_key: string; sha256: string }>(
    'select storage_key, sha256 from artifacts',
  );
  const faults: string[] = [];
  for (const { storage_key: key, sha256 } of rows) {
    const file = join(dataDir, 'artifacts', key);
    if (!existsSync(file)) faults.push(`every artifact is on the disk: ${key} is not`);
    else if ((await sha256Of(file)) !== sha256)
      faults.push(`artifacts are as they were stored: ${key} is not`);
  }
  return faults;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

interface MergeRow {
  repository: string;
  branch: string;
  state: 'done' | 'dropped';
  base: string;
  result: string;
}

async function auditRepositories(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<MergeRow>(
    `select p.local_path as repository, m.base_branch as branch, m.state, m.base_sha as base, m.result_sha as result
     from merges m join projects p on p.id = m.project_id where p.local_path is not null and m.result_sha <> m.base_sha`,
  );
  const faults = rows.flatMap(({ repository, branch, state, result }) => {
    const isThere = commitsOf(repository, branch).has(result);
    if (state === 'done' && !isThere) return [`a merge that is told is there: ${result} is not in ${branch}`];
    if (state === 'dropped' && isThere)
      return [`a merge that is dropped is nowhere: ${result} is in ${branch}`];
    return [];
  });
  for (const repository of new Set(rows.map((row) => row.repository))) {
    const changes = isBare(repository)
      ? ''
      : git(repository, 'status', '--porcelain', '--untracked-files=no');
    if (changes !== '') faults.push(`no checkout shows a phantom change: ${repository}: ${changes}`);
    const ours = git(repository, 'for-each-ref', 'refs/heads/ak', 'refs/antfarm');
    if (ours !== '') faults.push(`no branch of ours is in a user's repository: ${ours}`);
    if (existsSync(join(repository, '.git', 'index.lock'))) faults.push(`no lock is left in ${repository}`);
  }
  return faults;
}

const commitsOf = (repository: string, branch: string): ReadonlySet<string> =>
  new Set(git(repository, 'rev-list', `refs/heads/${branch}`).split('\n'));

const isBare = (repository: string): boolean =>
  git(repository, 'rev-parse', '--is-bare-repository') === 'true';

/** Runners and what they started are known by the run, whose folder is below `DATA_DIR`. */
const auditProcesses = (dataDir: string): string[] =>
  runsOf(dataDir).flatMap(({ id, directory }) => {
    const runner = readIdentity(runFiles(directory).identity);
    const alive = [...(runner && isAlive(runner) ? [runner.pid] : []), ...markedProcesses(id)];
    return alive.map((pid) => `no process is without a lease: ${pid} of run ${id} is`);
  });
