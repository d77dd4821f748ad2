import { mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBoard, type Board } from './support/board.js';
import { commitFiles, createRepository, git, removeFolder, temporaryFolder } from './support/git-fixture.js';
import { startGitHttpServer } from './support/git-http-server.js';
import { eventually } from './support/eventually.js';
import { GitInFront } from './support/git-in-front.js';
import { MeetingPoint } from './support/meeting-point.js';

/** What is known of a repository before it is a project, and how one is found on this machine. */
let board: Board;
let home: string;
const userHome = temporaryFolder();
const inFront = new GitInFront();

beforeAll(async () => {
  board = await startBoard({
    env: {
      HOME: userHome,
      PATH: inFront.path,
      ALLOW_REPO_PROTOCOLS: 'https,http',
      ALLOW_PRIVATE_REPO_HOSTS: '127.0.0.1',
    },
  });
  home = join(board.folder, 'home');
});
afterAll(async () => {
  await board.stop();
  removeFolder(userHome);
});

const inspect = (body: object) => board.api.post('/api/projects/inspect', body);

describe('inspecting a repository', () => {
  it('suggests branch, name and commands from what is committed, and runs nothing of it', async () => {
    const manifest = { scripts: { test: 'touch ran', lint: 'touch ran' }, dependencies: { a: '1' } };
    const repository = createRepository(join(board.folder, 'shop'), {
      'package.json': JSON.stringify(manifest),
      'pnpm-lock.yaml': '',
    });
    git(repository, 'branch', 'next');
    writeFileSync(join(repository, 'package.json'), '{"scripts": {"test": "not committed"}}');
    const { status, body } = await inspect({ local_path: repository });
    const source = 'package.json';
    expect([status, body]).toEqual([
      200,
      {
        name: 'shop',
        default_branch: 'main',
        branches: ['main', 'next'],
        commands: {
          install: { run: 'pnpm install --frozen-lockfile', source },
          test: { run: 'pnpm test', source },
          lint: { run: 'pnpm run lint', source },
        },
        warnings: [],
      },
    ]);
  });

  it('warns of what will be in the way', async () => {
    const empty = join(board.folder, 'empty');
    mkdirSync(empty);
    git(empty, 'init', '-q', '-b', 'main');
    const nothing = { install: null, test: null, lint: null };
    expect((await inspect({ local_path: empty })).body).toMatchObject({
      commands: nothing,
      warnings: [expect.stringContaining('no commit')],
    });
    const undecided = createRepository(join(board.folder, 'undecided'), { 'a.txt': 'a' });
    git(undecided, 'branch', '-m', 'one');
    git(undecided, 'branch', 'two');
    git(undecided, 'checkout', '-q', '--detach');
    expect((await inspect({ local_path: undecided })).body).toMatchObject({
      default_branch: null,
      branches: ['one', 'two'],
      warnings: [expect.stringContaining('choose it')],
    });
  });

  it('refuses what is none, once and with what to do; of a folder within one it names the right one', async () => {
    commitFiles(board.repository, { 'lib/a.txt': 'a' });
    const inside = await inspect({ local_path: join(board.repository, 'lib') });
    expect([inside.status, inside.body]).toMatchObject([
      422,
      { code: 'project.subfolder', instead: board.repository, hint: expect.any(String) },
    ]);
    const answers = await Promise.all([
      inspect({ local_path: '/no/such/folder' }),
      inspect({ local_path: 'relative' }),
      inspect({ repo_url: 'ftp://example.org/x.git' }),
      inspect({}),
      inspect({ local_path: board.repository, repo_url: 'https://example.org/x.git' }),
    ]);
    expect(answers.map(({ status, body }) => [status, body['code'] as string])).toEqual([
      [422, 'project.path_missing'],
      [422, 'project.path_not_absolute'],
      [422, 'project.url_protocol'],
      [422, 'project.one_source'],
      [422, 'project.one_source'],
    ]);
    for (const { body } of answers) expect(body['hint']).toEqual(expect.any(String));
  });

  describe('elsewhere', () => {
    const files = {
      'package.json': JSON.stringify({ scripts: { test: 'true' }, dependencies: { a: '1' } }),
      'package-lock.json': ' '.repeat(300 * 1024),
    };
    const tests = { install: { run: 'npm ci' }, test: { run: 'npm test' } };
    let remote: Awaited<ReturnType<typeof startGitHttpServer>>;
    beforeAll(async () => {
      for (const name of ['plain', 'filters']) createRepository(join(board.folder, name), files);
      git(join(board.folder, 'filters'), 'config', 'uploadpack.allowFilter', 'true');
      remote = await startGitHttpServer(board.folder, null);
    });
    afterAll(() => remote.close());

    const look = (name: string) => inspect({ repo_url: `${remote.url}/${name}/.git` });
    const left = () => readdirSync(join(board.server.dataDir, 'inspections'));

    it.each(['plain', 'filters'])('reads its files too (%s)', async (name) => {
      const { status, body } = await look(name);
      expect([status, body]).toMatchObject([200, { default_branch: 'main', commands: tests, warnings: [] }]);
      expect(left()).toEqual([]);
    });

    it('does not go on with one when its user asks for another', async () => {
      const meeting = await MeetingPoint.open();
      try {
        inFront.beforeNext('--depth=1', meeting.wait('fetch'));
        const first = look('plain');
        await meeting.arrival('fetch');
        expect((await look('filters')).body).toMatchObject({ commands: tests, warnings: [] });
        expect((await first).body).toMatchObject({ warnings: [expect.stringContaining('in time')] });
        await meeting.departure('fetch');
      } finally {
        await meeting.close();
      }
    });

    it('leaves nothing behind, even of a server that died', async () => {
      const folder = join(board.server.dataDir, 'inspections');
      mkdirSync(join(folder, 'old.git'), { recursive: true });
      await board.server.restart();
      await eventually(() => left().length === 0, 'the removal of the inspection');
    });
  });
});

describe('the folders of this machine', () => {
  const list = (path?: string) =>
    board.api.get(`/api/local-folders${path === undefined ? '' : `?path=${encodeURIComponent(path)}`}`);

  it('are listed by name, hidden ones last, with the repositories among them', async () => {
    for (const name of ['work', '.config', 'Music']) mkdirSync(join(home, name), { recursive: true });
    createRepository(join(home, 'shop'), { 'a.txt': 'a' });
    git(home, 'clone', '-q', '--bare', 'shop', 'bare.git');
    writeFileSync(join(home, 'file.txt'), '');
    symlinkSync(join(home, 'shop'), join(home, 'link'));
    symlinkSync('/no/such/place', join(home, 'broken'));
    await board.createProject({ local_path: join(home, 'shop') });
    const { status, body } = await list(home);
    expect([status, body]).toMatchObject([
      200,
      { path: home, parent: board.folder, is_repository: false, truncated: false, recent: [home] },
    ]);
    const folders = body['folders'] as { name: string; is_repository: boolean; hidden: boolean }[];
    expect(folders.map(({ name }) => name)).toEqual(['bare.git', 'link', 'Music', 'shop', 'work', '.config']);
    expect(folders.filter(({ is_repository }) => is_repository).map(({ name }) => name)).toEqual([
      'bare.git',
      'link',
      'shop',
    ]);
    expect(folders.at(-1)).toMatchObject({ hidden: true, readable: true });
    expect((await list(join(home, 'shop'))).body).toMatchObject({
      is_repository: true,
      parent: home,
      folders: [],
    });
    expect((await list('/')).body['parent']).toBeNull();
  });

  it('begin at the home of its user', async () => {
    expect((await list()).body['path']).toBe(realpathSync(userHome));
  });

  it('are refused where there is none, with what to do', async () => {
    const answers = await Promise.all([list(join(home, 'gone')), list(join(home, 'file.txt')), list('work')]);
    for (const { status, body } of answers) {
      expect([status, body]).toMatchObject([422, { code: 'folder.unusable', hint: expect.any(String) }]);
    }
  });
});
