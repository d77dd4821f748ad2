import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AttemptFixture, type Ended } from './support/attempt-fixture.js';
import { Canaries } from './support/canaries.js';
import { eventually } from './support/eventually.js';
import { createRepository, git, writeFiles } from './support/git-fixture.js';
import { startGitHttpServer } from './support/git-http-server.js';
import { VECTOR_FILES, VECTORS } from './support/vectors.js';

let fixture: AttemptFixture;
let canaries: Canaries;
beforeAll(async () => {
  fixture = await AttemptFixture.start({
    ALLOW_REPO_PROTOCOLS: 'https,http',
    ALLOW_PRIVATE_REPO_HOSTS: '127.0.0.1',
    RETENTION_DAYS_WORKSPACE: '0',
  });
  canaries = new Canaries(place('outside'));
});
afterAll(() => fixture.stop());

const CHANGE = 'for file in *.txt; do echo agent >>$file; done';
const COMMANDS = { test: 'git status || true' };

const place = (name: string): string => join(fixture.folder, fixture.unique(name));
const hostileRepository = (): string => createRepository(place('hostile'), VECTOR_FILES);

/** Everything that the server does with an attempt, with a base that moves in between. */
async function doEverything({ id }: Ended, moveBase: () => void): Promise<Record<string, unknown>> {
  const changed = await fixture.changedPaths(id);
  for (const path of changed.filter((name) => /(clean|textconv|command|external).txt$/.test(name))) {
    const answer = await fixture.api.get(`/api/attempts/${id}/diff/file?path=${encodeURIComponent(path)}`);
    expect(answer.status).toBe(200);
  }
  moveBase();
  expect((await fixture.api.get(`/api/attempts/${id}/merge-preview`)).body).toMatchObject({ clean: true });
  expect((await fixture.act(id, 'update-from-base')).status).toBeLessThan(300);
  expect(await fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY' });
  const child = await fixture.act(id, 'request-changes', { feedback: 'more' });
  const childId = child.body['id'] as string;
  expect(await fixture.settled(childId)).toMatchObject({ status: 'REVIEW_READY' });
  const { body } = await fixture.approve(childId);
  expect(canaries.sung()).toEqual([]); // first, because it names the vector
  expect(body).toMatchObject({ status: 'APPROVED_MERGED' });
  return body;
}

it('every canary sings for a git that trusts what it finds', () => {
  const canaries = new Canaries(place('trusting'));
  const repository = hostileRepository();
  createRepository(join(repository, 'sub'), { 's.txt': 's\n' });
  canaries.plant(repository, 'here');
  expect(canaries.sung()).toEqual([]);
  canaries.provoke(repository);
  const sung = new Set(canaries.sung());
  const live = VECTORS.filter(({ provoke }) => provoke !== undefined).map(({ name }) => `here ${name}`);
  expect(live.filter((name) => !sung.has(name))).toEqual([]);
});

describe('a hostile repository of the user', () => {
  it('runs nothing, from its inspection to the merge in its checkout', async () => {
    const repository = hostileRepository();
    const first = git(repository, 'rev-parse', 'HEAD');
    canaries.plant(repository, 'repository');
    canaries.asOwner(
      repository,
      `git add -A; git update-index --add --cacheinfo 160000,${first},sub; git commit -q -m planted; mkdir sub`,
    );
    const ended = await fixture.run({ repository, agent: CHANGE, project: { commands: COMMANDS } });
    expect(ended.attempt).toMatchObject({ status: 'REVIEW_READY' });
    expect((await fixture.api.post(`/api/projects/${ended.project.id}/validate`)).status).toBe(200);
    const merged = await doEverything(ended, () =>
      canaries.asOwner(
        repository,
        `printf 'top\\ndriver\\n' >driver.txt; echo 1 >base.txt; git add base.txt driver.txt; git commit -q -m base`,
      ),
    );
    expect(git(repository, 'rev-parse', 'main')).toBe(merged['merge_sha']);
    expect(canaries.sung()).toEqual([]);
  });
});

describe('a hostile agent', () => {
  const PLACES = ['.', 'nested', 'sub', 'deep/new'];

  /** Its own doings have the marker of its run; what sings later is the server's. */
  function plantingScript(): string {
    const files = VECTORS.map(({ name }) => name).join(' ');
    const fill = `git init -q; for name in ${files}; do echo $name >$name.txt; done; git add -A; git commit -qm nested`;
    const plants = PLACES.map(
      (folder) =>
        `(mkdir -p ${folder}; cd ${folder}; test -e .git || { ${fill}; }\n${canaries.planting(folder)}\n${CHANGE})`,
    );
    return `test -e nested && exit 0\n${plants.join('\n')}\n`;
  }

  function baseFor(): string {
    const files = { ...VECTOR_FILES, 'plant.sh': plantingScript() };
    const repository = createRepository(place('repository'), files);
    const head = git(repository, 'rev-parse', 'HEAD');
    git(repository, 'update-index', '--add', '--cacheinfo', `160000,${head},sub`);
    git(repository, 'commit', '-qm', 'submodule');
    mkdirSync(join(repository, 'sub'));
    return repository;
  }

  function moveBase(repository: string): void {
    writeFiles(repository, { 'driver.txt': 'top\ndriver\n', 'base.txt': '1\n' });
    git(repository, 'add', 'driver.txt', 'base.txt');
    git(repository, 'commit', '-qm', 'base');
  }

  it('without a sandbox makes the server run nothing, to the merge into a local repository', async () => {
    const repository = baseFor();
    const ended = await fixture.run({
      repository,
      agent: 'sh plant.sh',
      agentFields: { sandbox: 'off' },
      project: { commands: COMMANDS },
    });
    expect(ended.attempt).toMatchObject({ status: 'REVIEW_READY', isolation: { kind: 'process' } });
    const merged = await doEverything(ended, () => moveBase(repository));
    expect(git(repository, 'rev-parse', 'main')).toBe(merged['merge_sha']);
    expect(canaries.sung()).toEqual([]);
  });

  it('makes the server run nothing, to the push to a remote repository', async () => {
    const draft = baseFor();
    const served = place('served');
    git(fixture.folder, 'clone', '-q', '--bare', draft, join(served, 'project.git'));
    git(join(served, 'project.git'), 'config', 'http.receivepack', 'true');
    const host = await startGitHttpServer(served, null);
    try {
      const url = `${host.url}/project.git`;
      const project = await fixture.createProject({
        repo_url: url,
        default_branch: 'main',
        commands: COMMANDS,
      });
      const agent = await fixture.createAgent('sh plant.sh');
      const task = await fixture.createTask(project.id, { agent_id: agent.id });
      const { id } = await fixture.startAttempt(task.id);
      const attempt = await fixture.settled(id);
      expect(attempt).toMatchObject({ status: 'REVIEW_READY' });
      const merged = await doEverything({ repository: draft, project, task, id, attempt }, () => {
        moveBase(draft);
        git(draft, 'push', '-q', join(served, 'project.git'), 'main');
      });
      expect(git(join(served, 'project.git'), 'rev-parse', 'main')).toBe(merged['merge_sha']);
      expect(canaries.sung()).toEqual([]);
    } finally {
      await host.close();
    }
  });
});

it('retention removes what hostile agents left, and runs nothing of it', async () => {
  await fixture.server.restart();
  const attempts = join(fixture.server.dataDir, 'attempts');
  await eventually(() => readdirSync(attempts).length === 0, 'the workspaces to be removed');
  expect(canaries.sung()).toEqual([]);
});
