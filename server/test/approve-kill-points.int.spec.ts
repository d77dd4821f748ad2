import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from '../src/platform/process/checkpoint.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { eventually } from './support/eventually.js';
import { git, temporaryFolder } from './support/git-fixture.js';
import { startGitHttpServer, type GitHttpServer } from './support/git-http-server.js';
import { GitInFront } from './support/git-in-front.js';
import { KillPoints } from './support/kill-points.js';
import { TcpProxy } from './support/tcp-proxy.js';

const SHAPES = ['main worktree', 'linked worktree', 'nowhere', 'bare', 'remote'] as const;
type Shape = (typeof SHAPES)[number];

/** A project whose base branch is checked out in this way, or not at all. */
interface Target {
  readonly projectId: string;
  /** Where `main` can be read. */
  readonly repository: string;
  /** Of the user, in which nothing may look changed. */
  readonly worktrees: readonly string[];
}

const kill = new KillPoints(temporaryFolder());
const inFront = new GitInFront();
let fixture: AttemptFixture;
let host: GitHttpServer;
let database: TcpProxy;
let targets: Record<Shape, Target>;
let agentId: string;

beforeAll(async () => {
  const remotes = { ALLOW_REPO_PROTOCOLS: 'http', ALLOW_PRIVATE_REPO_HOSTS: '127.0.0.1' };
  const env = { ...kill.env, ...remotes, PATH: inFront.path };
  fixture = await AttemptFixture.start(env, {
    databaseThrough: async (url) => {
      database = await TcpProxy.to(url);
      return database.through(url);
    },
  });
  host = await startGitHttpServer(fixture.folder, null);
  const made = await Promise.all(SHAPES.map(async (shape) => [shape, await createTarget(shape)]));
  targets = Object.fromEntries(made) as Record<Shape, Target>;
  const agent = await fixture.createAgent(
    'echo 1 >"$(head -c8 /proc/sys/kernel/random/uuid)"; date +%N >readme.md',
  );
  agentId = agent.id;
});
afterAll(async () => {
  await host.close();
  await fixture.stop();
  await database.close();
});

async function createTarget(shape: Shape): Promise<Target> {
  const repository = fixture.repository();
  const beside = join(fixture.folder, fixture.unique('beside'));
  const local = async (where: string, worktrees: readonly string[]): Promise<Target> => {
    const { id } = await fixture.createProject({ local_path: where, default_branch: 'main' });
    return { projectId: id, repository: where, worktrees };
  };
  switch (shape) {
    case 'main worktree':
      return local(repository, [repository]);
    case 'linked worktree':
      git(repository, 'checkout', '-qb', 'other');
      git(repository, 'worktree', 'add', '-q', beside, 'main');
      return local(repository, [repository, beside]);
    case 'nowhere':
      git(repository, 'checkout', '-qb', 'other');
      return local(repository, [repository]);
    case 'bare':
      git(fixture.folder, 'clone', '-q', '--bare', repository, beside);
      return local(beside, []);
    case 'remote': {
      git(fixture.folder, 'clone', '-q', '--bare', repository, `${beside}.git`);
      const url = `${host.url}/${beside.slice(fixture.folder.length + 1)}.git`;
      const { id } = await fixture.createProject({ repo_url: url, default_branch: 'main' });
      return { projectId: id, repository: `${beside}.git`, worktrees: [] };
    }
  }
}

async function createResult({ projectId }: Target): Promise<string> {
  const task = await fixture.createTask(projectId, { agent_id: agentId });
  const { id } = await fixture.startAttempt(task.id);
  await fixture.settled(id);
  return id;
}

const mergesIn = (repository: string): number =>
  Number(git(repository, 'rev-list', '--count', '--merges', '--first-parent', 'main'));

const decided = (id: string) =>
  eventually(async () => {
    const attempt = await fixture.attempt(id);
    return attempt.phase === null && attempt;
  }, 'the merge to be finished or dropped');

const faults = () => audit({ databaseUrl: fixture.server.databaseUrl!, dataDir: fixture.server.dataDir });

function expectTidy({ worktrees }: Target): void {
  for (const worktree of worktrees) {
    expect(git(worktree, 'status', '--porcelain')).toBe('');
    const gitDir = git(worktree, 'rev-parse', '--absolute-git-dir');
    expect(readdirSync(gitDir).filter((name) => /lock|antfarm/.test(name))).toEqual([]);
  }
}

const KILLS: readonly (readonly [Checkpoint, 'merged' | 'dropped', readonly Shape[]])[] = [
  ['approve.begun', 'dropped', ['main worktree']],
  ['approve.intended', 'merged', ['remote']],
  ['approve.checkout_locked', 'merged', ['main worktree']],
  ['approve.objects_delivered', 'merged', ['linked worktree']],
  ['approve.objects_delivered', 'merged', ['nowhere', 'bare']],
  ['approve.ref_moved', 'merged', ['main worktree']],
  ['approve.ref_moved', 'merged', ['bare', 'nowhere']],
  ['approve.files_updated', 'merged', ['main worktree']],
  ['approve.index_updated', 'merged', ['linked worktree']],
  ['approve.delivered', 'merged', ['remote']],
  ['approve.finished', 'merged', ['main worktree']],
];

describe('a server that is killed in an approval at', () => {
  // With more than one shape the first to come there decides; the others are killed wherever they are.
  it.each(KILLS)('%s has %s it after the next start, once (%j)', async (checkpoint, end, shapes) => {
    const approved = await Promise.all(
      shapes.map(async (shape) => {
        const target = targets[shape];
        return { target, id: await createResult(target), before: mergesIn(target.repository) };
      }),
    );
    kill.arm(checkpoint);
    const answers = approved.map(({ id }) => fixture.approve(id).catch(() => undefined));
    await kill.reached();
    await fixture.server.process.exited;
    await Promise.all(answers);
    await fixture.server.restart();
    for (const { id, target, before } of approved) {
      const { status } = await decided(id);
      if (approved.length === 1) expect(status).toBe(end === 'merged' ? 'APPROVED_MERGED' : 'REVIEW_READY');
      expect(mergesIn(target.repository)).toBe(status === 'APPROVED_MERGED' ? before + 1 : before);
      expectTidy(target);
      expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
      expect(mergesIn(target.repository)).toBe(before + 1);
      expectTidy(target);
    }
    expect(await faults()).toEqual([]);
  });
});

const REFUSE_DONE = `create function refuse_done() returns trigger language plpgsql as
  $$ begin raise exception 'no room'; end $$;
  create trigger refuse_done before update on merges for each row when (new.state = 'done') execute function refuse_done()`;

describe('a database that', () => {
  it.each<[string, () => unknown, () => unknown]>([
    ['goes away', () => database.cut(), () => database.restore()],
    [
      'cannot store it',
      () => fixture.query(REFUSE_DONE),
      () => fixture.query('drop function refuse_done cascade'),
    ],
  ])('%s when the branch has just moved has the approval finished later', async (_, fail, mend) => {
    const target = targets['main worktree'];
    const id = await createResult(target);
    const before = mergesIn(target.repository);
    kill.arm('approve.delivered', 'SIGSTOP');
    const answer = fixture.approve(id);
    await kill.reached();
    await fail();
    process.kill(fixture.server.pid, 'SIGCONT');
    expect((await answer).status).toBeGreaterThanOrEqual(500);
    await mend();
    expect(await decided(id)).toMatchObject({ status: 'APPROVED_MERGED' });
    expect(mergesIn(target.repository)).toBe(before + 1);
    expectTidy(target);
    expect(await faults()).toEqual([]);
  });
});

describe('a git that outlives its server', () => {
  const waitIn = (name: string): string => `${fixture.meeting.wait(name)} >&2`;

  it('is waited for, whether it writes a checkout or pushes, and its work counts once', async () => {
    const [local, remote] = [targets['main worktree'], targets.remote];
    const ids = [await createResult(local), await createResult(remote)];
    const before = [local, remote].map(({ repository }) => mergesIn(repository));
    inFront.beforeNextCheckout(waitIn('checkout'));
    const hook = join(remote.repository, 'hooks/pre-receive');
    writeFileSync(hook, `#!/bin/sh\n${waitIn('push')}\n`);
    chmodSync(hook, 0o755);
    const answers = ids.map((id) => fixture.approve(id).catch(() => undefined));
    await Promise.all([fixture.meeting.arrival('checkout'), fixture.meeting.arrival('push')]);
    await fixture.server.kill('SIGKILL');
    await Promise.all(answers);
    await fixture.server.restart();
    const told = async () =>
      (await fixture.storedEvents(ids[0]!)).filter(({ event }) => event.kind === 'ERROR');
    await eventually(async () => (await told()).length > 0, 'the attempt to tell what it waits for');
    expect(await fixture.attempt(ids[0]!)).toMatchObject({ status: 'REVIEW_READY', phase: 'merging' });
    fixture.meeting.letGo('checkout');
    fixture.meeting.letGo('push');
    for (const id of ids) expect(await decided(id)).toMatchObject({ status: 'APPROVED_MERGED' });
    expect([local, remote].map(({ repository }) => mergesIn(repository))).toEqual(
      before.map((one) => one + 1),
    );
    expectTidy(local);
    expect(await told()).toHaveLength(1);
    expect(existsSync(join(local.repository, '.git/index.lock'))).toBe(false);
    expect(await faults()).toEqual([]);
  });
});
