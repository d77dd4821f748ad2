import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startBoard, type Board } from './support/board.js';
import { commitFiles, createRepository, git, removeFolder, temporaryFolder } from './support/git-fixture.js';

interface Check {
  name: string;
  ok: boolean;
  detail: string;
  hint: string | null;
}

let board: Board;
let programs: string;
beforeAll(async () => {
  programs = temporaryFolder();
  board = await startBoard({ env: { PATH: `${programs}:${process.env['PATH'] ?? ''}` } });
});
afterAll(async () => {
  await board.stop();
  removeFolder(programs);
});

async function validate(fields: Readonly<Record<string, unknown>>) {
  const { id } = await board.createProject(fields);
  return validateProject(id as string);
}
async function validateProject(id: string) {
  const { status, body } = await board.api.post(`/api/projects/${id}/validate`);
  expect(status).toBe(200);
  const checks = body.checks as Check[];
  return {
    ok: body.ok as boolean,
    checks,
    check: (name: string) => checks.find((one) => one.name === name)!,
  };
}

it('passes a repository that is in order, with every check by its name', async () => {
  const agent = await board.createAgent({ command: 'git --version' });
  const { ok, checks } = await validate({
    default_agent_id: agent.id,
    commands: { install: 'cd . && true', test: 'CI=1 git status', lint: './README.md' },
  });
  expect(checks.map(({ name }) => name)).toEqual([
    'git_version',
    'repo_reachable',
    'is_repository',
    'has_commits',
    'branch_exists',
    'not_shallow',
    'lfs',
    'command_install',
    'command_test',
    'command_lint',
    'agent_ready',
    'sandbox',
    'disk',
    'github',
  ]);
  expect(checks.filter((check) => !check.ok && check.name !== 'sandbox')).toEqual([]);
  expect(ok).toBe(true);
});

it('says what to do about an empty repository', async () => {
  const empty = path.join(board.folder, 'empty');
  git(board.folder, 'init', '-q', '-b', 'trunk', empty);
  const { ok, check } = await validate({ local_path: empty });
  expect(ok).toBe(false);
  expect(check('is_repository').ok).toBe(true);
  expect(check('has_commits')).toMatchObject({ ok: false, hint: expect.stringContaining('git commit') });
});

it('says what to do about a shallow clone', async () => {
  const repository = createRepository(path.join(board.folder, 'deep'), { a: '1' });
  commitFiles(repository, { a: '2' });
  const shallow = path.join(board.folder, 'shallow');
  git(board.folder, 'clone', '-q', '--depth=1', `file://${repository}`, shallow);
  const { ok, check } = await validate({ local_path: shallow });
  expect(ok).toBe(false);
  expect(check('not_shallow')).toMatchObject({
    ok: false,
    hint: expect.stringContaining('fetch --unshallow'),
  });
});

it('says what to do about a branch that is not there', async () => {
  const { ok, check } = await validate({ default_branch: 'next' });
  expect(ok).toBe(false);
  expect(check('branch_exists')).toMatchObject({ ok: false, hint: expect.stringContaining('main') });
});

it('says what to do about large files elsewhere, and lets them be', async () => {
  const repository = createRepository(path.join(board.folder, 'large'), {
    '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
  });
  const { ok, check } = await validate({ local_path: repository });
  expect([ok, check('lfs').ok]).toEqual([true, true]);
  expect(check('lfs').hint).toContain('pointers');
});

it('says what to do about commands whose program is not there', async () => {
  const { ok, check } = await validate({
    commands: { install: 'no-such-program-x --y', test: './run-tests', lint: './no-such-file' },
  });
  expect(ok).toBe(false);
  expect(check('command_install')).toMatchObject({
    ok: false,
    hint: expect.stringContaining('no-such-program-x'),
  });
  expect(check('command_test')).toMatchObject({ ok: true, detail: expect.stringContaining('install') });
  const bare = await validate({ commands: { lint: './no-such-file' } });
  expect(bare.check('command_lint')).toMatchObject({
    ok: false,
    detail: expect.stringContaining('./no-such-file'),
  });
});

it('says what to do about an agent whose program is not there', async () => {
  const agent = await board.createAgent({ command: 'no-such-agent --run' });
  const { ok, check } = await validate({ default_agent_id: agent.id });
  expect(ok).toBe(false);
  expect(check('agent_ready')).toMatchObject({ ok: false, hint: expect.stringContaining('no-such-agent') });
});

it('tells apart a folder that went away and one that is no repository any more', async () => {
  const repository = createRepository(path.join(board.folder, 'going'), { a: '' });
  const { id } = await board.createProject({ local_path: repository });
  rmSync(path.join(repository, '.git'), { recursive: true });
  const plain = await validateProject(id as string);
  expect(plain.check('repo_reachable').ok).toBe(true);
  expect(plain.check('is_repository')).toMatchObject({
    ok: false,
    hint: expect.stringContaining('git init'),
  });
  expect(plain.check('has_commits').detail).toContain('is_repository');
  rmSync(repository, { recursive: true });
  const gone = await validateProject(id as string);
  expect(gone.check('repo_reachable')).toMatchObject({ ok: false, hint: expect.any(String) });
  expect(gone.ok).toBe(false);
});

it("says which command makes somebody else's repository trusted", async () => {
  const repository = createRepository(path.join(board.folder, 'theirs'), { a: '' });
  const { id } = await board.createProject({ local_path: repository });
  // git's own switch for its tests: it behaves as if somebody else owned the repository.
  writeFileSync(
    path.join(programs, 'git'),
    `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 GIT_CONFIG_GLOBAL=/dev/null PATH="${process.env['PATH'] ?? ''}" exec git "$@"\n`,
  );
  chmodSync(path.join(programs, 'git'), 0o755);
  try {
    const { check, ok } = await validateProject(id as string);
    expect(ok).toBe(false);
    expect(check('is_repository')).toMatchObject({
      ok: false,
      hint: expect.stringContaining(`safe.directory ${repository}`),
    });
  } finally {
    rmSync(path.join(programs, 'git'));
  }
});

it('says that git is too old, or missing', async () => {
  const { id } = await board.createProject();
  writeFileSync(path.join(programs, 'git'), '#!/bin/sh\necho git version 2.30.2\n');
  chmodSync(path.join(programs, 'git'), 0o755);
  const old = await validateProject(id as string).finally(() => rmSync(path.join(programs, 'git')));
  expect(old.check('git_version')).toMatchObject({
    ok: false,
    detail: expect.stringContaining('2.30.2'),
    hint: expect.stringContaining('2.38'),
  });
});
