import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from '../src/platform/process/checkpoint.js';
import { AttemptFixture, type Ended } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { eventually } from './support/eventually.js';
import { git, temporaryFolder } from './support/git-fixture.js';
import { KillPoints } from './support/kill-points.js';

const kill = new KillPoints(temporaryFolder());
let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start({
    ...kill.env,
    RETENTION_DAYS_WORKSPACE: '0',
    RETENTION_DAYS_ARTIFACTS: '0',
  });
});
afterAll(() => fixture.stop());

const below = (...path: string[]): string => join(fixture.server.dataDir, ...path);
const mirrorOf = ({ project }: Ended): string => below('repos', `${project.id}.git`);

/** Of one project: merged, failed, discarded, squashed; and one that waits for review. */
async function fillProject() {
  const agent = (name: string, exit = 0) => `head -c 20000 /dev/urandom | base64 >${name}.txt; exit ${exit}`;
  const open = await fixture.run({ agent: agent('open'), project: { commands: { test: 'true' } } });
  const next = async (name: string, exit = 0) => {
    const { id: agentId } = await fixture.createAgent(agent(name, exit));
    const task = await fixture.createTask(open.project.id, { agent_id: agentId });
    return fixture.settled((await fixture.startAttempt(task.id)).id);
  };
  const over = {
    merged: await next('merged'),
    failed: await next('failed', 1),
    discarded: await next('discarded'),
  };
  await fixture.approve(over.merged.id);
  await fixture.act(over.discarded.id, 'discard');
  return { open, over: Object.values(over), ...over };
}

/** A merge commit of an approval that is not finished: only its row names it. */
async function intendMerge(open: Ended): Promise<string> {
  const { base_sha: base, head_sha: head } = open.attempt;
  const commit = git(mirrorOf(open), 'commit-tree', '-m', 'intended', `${head}^{tree}`);
  await fixture.query(
    `insert into merges (id, attempt_id, project_id, base_branch, base_sha, head_sha, result_sha)
     values (gen_random_uuid(), $1, $2, 'main', $3, $4, $5)`,
    [open.id, open.project.id, base, head, commit],
  );
  return commit;
}

/** More attempts like this one, in the database, with an artifact each. */
async function copyOften(id: string, times: number): Promise<string[]> {
  const copies = await fixture.query<{ id: string }>(
    `insert into attempts select (jsonb_populate_record(null::attempts, to_jsonb(a) ||
         jsonb_build_object('id', gen_random_uuid(), 'number', a.number + n))).*
       from attempts a, generate_series(1, $2) n where a.id = $1 returning id`,
    [id, times],
  );
  const ids = copies.map((copy) => copy.id);
  await fixture.query(
    `insert into artifacts (id, attempt_id, kind, name, content_type, size, sha256, storage_key)
       select gen_random_uuid(), id, 'log', 'agent.log', 'text/plain', 0, '', id || '/none' from unnest($1::uuid[]) id`,
    [ids],
  );
  return ids;
}

/** As if they had been written a month ago. */
function ageObjects(mirror: string): void {
  const monthAgo = Date.now() / 1000 - 30 * 86_400;
  for (const name of readdirSync(join(mirror, 'objects'), { recursive: true, encoding: 'utf8' })) {
    utimesSync(join(mirror, 'objects', name), monthAgo, monthAgo);
  }
}

const branchesOf = (mirror: string): string[] =>
  git(mirror, 'for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads').split('\n');

const isGone = (mirror: string, commit: string): boolean => {
  try {
    git(mirror, 'cat-file', '-e', commit);
    return false;
  } catch {
    return true;
  }
};

async function expectOnlyWhatIsKept({
  open,
  over,
  failed,
  discarded,
}: Awaited<ReturnType<typeof fillProject>>) {
  const mirror = mirrorOf(open);
  await eventually(
    () => !existsSync(join(mirror, 'unpruned')) && branchesOf(mirror).length === 2,
    'the mirror',
  );
  await eventually(() => over.every(({ id }) => !existsSync(below('artifacts', id))), 'the artifacts');
  for (const { id } of over) {
    expect(existsSync(below('attempts', id))).toBe(false);
    expect(await fixture.attempt(id)).toMatchObject({ workspace_path: null, artifacts: [] });
  }
  const branches = branchesOf(mirror);
  expect(branches).toContain(open.attempt.branch);
  expect(branches).toContain((await fixture.task(open.task.id)).branch_name);
  for (const { head_sha } of [failed, discarded]) expect(isGone(mirror, head_sha!)).toBe(true);
  expect(git(mirror, 'fsck', '--no-dangling')).toBe('');
  expect((await fixture.api.get(`/api/attempts/${failed.id}/diff`)).body).toMatchObject({
    code: 'attempt.result_gone',
  });
  const comment = { path: 'failed.txt', side: 'new', line: 1, body: 'Why?' };
  expect((await fixture.api.post(`/api/attempts/${failed.id}/comments`, comment)).body).toMatchObject({
    status: 404,
    code: 'attempt.result_gone',
  });
  expect((await fixture.diff(open.id)).files).toMatchObject([{ path: 'open.txt' }]);
  expect(await fixture.attempt(open.id)).toMatchObject({ artifacts: open.attempt.artifacts });
}

describe('retention', () => {
  it('gives back all that is over, and keeps everything else', async () => {
    const filled = await fillProject();
    const intended = await intendMerge(filled.open);
    ageObjects(mirrorOf(filled.open));
    const config = readFileSync(join(filled.open.repository, '.git/config'), 'utf8');
    mkdirSync(below('attempts', 'of-an-older-backup'));
    await fixture.server.restart();
    await expectOnlyWhatIsKept(filled);
    expect(existsSync(below('attempts', 'of-an-older-backup'))).toBe(true);
    expect(isGone(mirrorOf(filled.open), intended)).toBe(false);
    await fixture.query('delete from merges where result_sha = $1', [intended]);

    expect((await fixture.approve(filled.open.id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    const { repository } = filled.open;
    expect(git(repository, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(readFileSync(join(repository, '.git/config'), 'utf8')).toBe(config);
    expect(git(repository, 'fsck', '--unreachable', '--no-reflogs')).toBe('');
  });

  it('is done in one pass, however much there is', async () => {
    const { id } = await fixture.run({ agent: 'exit 1' });
    const many = await copyOften(id, 250);
    await fixture.server.restart();
    const left = async () =>
      (await fixture.query('select 1 from artifacts where attempt_id = any($1)', [many])).length;
    await eventually(async () => (await left()) === 0, 'the artifacts');
    await fixture.query('delete from attempts where id = any($1)', [many]); // they have no events
  });

  it.each<Checkpoint>([
    'retention.path_forgotten',
    'retention.rows_deleted',
    'retention.branches_deleted',
    'retention.files_removed',
  ])('killed at %s loses nothing, and the next pass does the rest', async (checkpoint) => {
    const filled = await fillProject();
    ageObjects(mirrorOf(filled.open));
    kill.arm(checkpoint);
    await fixture.server.restart().catch(() => undefined); // it may die before it is ready
    await kill.reached();
    await fixture.server.process.exited;
    await fixture.server.restart();
    await expectOnlyWhatIsKept(filled);
    const { databaseUrl, dataDir } = fixture.server;
    expect(await audit({ databaseUrl: databaseUrl!, dataDir })).toEqual([]);
  });
});
