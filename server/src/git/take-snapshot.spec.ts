import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
  writeFiles,
} from '../../test/support/git-fixture.js';
import type { Command } from '../platform/process/run-command.js';
import { captureIndex } from './capture-index.js';
import { createWorkspace } from './create-workspace.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';
import { resolveCommit } from './resolve-commit.js';
import type { Confine } from './snapshot-place.js';
import { takeSnapshot, type SnapshotOrder } from './take-snapshot.js';

const person = { name: 'Ant', email: 'ant@example.org', date: new Date(1_700_000_000_000) };
const ref = 'refs/heads/ak/task/attempt';

const confine: Confine = ({ file, args, cwd, env }, { readOnly, writable }): Command => ({
  file: 'bwrap',
  args: [
    ...['--unshare-all', '--die-with-parent', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    ...['/usr', '/bin', '/lib', '/lib64'].flatMap((folder) => ['--ro-bind-try', folder, folder]),
    ...readOnly.flatMap((folder) => ['--ro-bind', folder, folder]),
    ...writable.flatMap((folder) => ['--bind', folder, folder]),
    ...['--chdir', cwd, file, ...args],
  ],
  cwd,
  env,
});
const sandboxWorks =
  spawnSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', 'true'], { stdio: 'ignore' }).status === 0;

describe.each(sandboxWorks ? ['bare', 'confined'] : ['bare'])('a snapshot (%s)', (mode) => {
  let folder: string;
  let repository: string;
  let mirror: string;
  let workspace: string;
  let start: string;

  beforeEach(() => {
    folder = temporaryFolder();
    mirror = path.join(folder, 'mirror');
    workspace = path.join(folder, 'workspace');
    repository = createRepository(path.join(folder, 'repository'), {
      'a.txt': 'a\n',
      'deep/b.txt': 'b\n',
      '.gitignore': 'ignored\nbuild/\n',
    });
  });
  afterEach(() => removeFolder(folder));

  async function begin() {
    await ensureMirror(mirror);
    await fetchMirror(mirror, { kind: 'local', path: repository });
    start = (await resolveCommit(mirror, 'refs/remotes/origin/main'))!;
    await createWorkspace({ mirror, workspace, commit: start, branch: 'work', identity: person });
    await captureIndex({ mirror, workspace, snapshotDir: path.join(folder, 'snapshot'), commit: start });
  }

  const snapshot = (order: Partial<SnapshotOrder> = {}) =>
    takeSnapshot({
      mirror,
      workspace,
      snapshotDir: path.join(folder, 'snapshot'),
      parents: [start],
      message: 'work',
      author: person,
      committer: person,
      ref,
      expectedOld: null,
      ...(mode === 'confined' && { confine }),
      ...order,
    });

  async function taken(order: Partial<SnapshotOrder> = {}) {
    const outcome = await snapshot(order);
    if (outcome.status !== 'taken') throw new Error(outcome.status);
    return outcome;
  }

  const changes = (commit: string) =>
    git(mirror, 'diff-tree', '-r', '--name-status', start, commit).split('\n');
  const contentOf = (commit: string, file: string) => git(mirror, 'cat-file', 'blob', `${commit}:${file}`);

  it('is the start commit when nothing changed', async () => {
    await begin();
    expect(await snapshot()).toMatchObject({
      status: 'taken',
      commit: start,
      changed: false,
      warnings: [],
      hiddenFiles: [],
    });
    expect(await resolveCommit(mirror, ref)).toBe(start);
  });

  it('holds what was added, changed, deleted, renamed and made executable', async () => {
    await begin();
    writeFiles(workspace, { 'a.txt': 'A\n', 'new/c.txt': 'c\n', ignored: 'x', 'run.sh': 'x' });
    chmodSync(path.join(workspace, 'run.sh'), 0o755);
    rmSync(path.join(workspace, 'deep'), { recursive: true });
    const { commit, changed, tree } = await taken();
    expect(changed).toBe(true);
    expect(changes(commit)).toEqual(['M\ta.txt', 'D\tdeep/b.txt', 'A\tnew/c.txt', 'A\trun.sh']);
    expect(git(mirror, 'ls-tree', commit, 'run.sh')).toContain('100755');
    expect(git(mirror, 'log', '-1', '--format=%T %P %an %cn %s', commit)).toBe(
      `${tree} ${start} Ant Ant work`,
    );
    expect(await resolveCommit(mirror, ref)).toBe(commit);
    git(mirror, 'fsck', '--strict');
  });

  it('can be taken twice, and after more work', async () => {
    await begin();
    writeFiles(workspace, { 'a.txt': 'A\n' });
    const first = await taken();
    writeFileSync(path.join(folder, 'snapshot/handover/index.lock'), 'of a killed git');
    expect((await taken()).commit).toBe(first.commit);
    writeFiles(workspace, { 'a.txt': 'AA\n' });
    const second = await taken({ expectedOld: first.commit });
    expect(contentOf(second.commit, 'a.txt')).toBe('AA');
  });

  it('loses the race for its ref and says where that is', async () => {
    await begin();
    git(mirror, 'update-ref', ref, start);
    writeFiles(workspace, { 'a.txt': 'A\n' });
    expect(await snapshot()).toEqual({ status: 'lost_race', actual: start });
  });

  it('notices an equally long change made at once', async () => {
    await begin();
    writeFileSync(path.join(workspace, 'a.txt'), 'z\n');
    expect(contentOf((await taken()).commit, 'a.txt')).toBe('z');
  });

  it('counts .antfarm/ in the tree and not in the evidence', async () => {
    await begin();
    const before = await taken();
    writeFiles(workspace, { '.antfarm/notes.md': 'note' });
    const after = await taken({ expectedOld: start });
    expect(after.tree).not.toBe(before.tree);
    expect(after.evidenceTree).toBe(before.evidenceTree);
  });

  it('lists what a changed .gitignore hides', async () => {
    await begin();
    writeFiles(workspace, {
      '.gitignore': 'ignored\nbuild/\n*.secret\nhidden/\n',
      'x.secret': '1',
      'hidden/y': '1',
      'build/z': '1',
      ignored: '1',
    });
    expect((await taken()).hiddenFiles).toEqual(['hidden/', 'x.secret']);
  });

  it('stores links and never follows them', async () => {
    await begin();
    const outside = path.join(folder, 'outside');
    writeFiles(outside, { 'b.txt': 'secret' });
    rmSync(path.join(workspace, 'deep'), { recursive: true });
    symlinkSync(outside, path.join(workspace, 'deep'));
    symlinkSync('/etc/passwd', path.join(workspace, 'passwd'));
    symlinkSync('.', path.join(workspace, 'loop'));
    const { commit } = await taken();
    expect(changes(commit)).toEqual(['A\tdeep', 'D\tdeep/b.txt', 'A\tloop', 'A\tpasswd']);
    expect(contentOf(commit, 'deep')).toBe(outside);
    expect(git(mirror, 'ls-tree', commit, 'passwd')).toContain('120000');
  });

  it.each([
    ['a file', (name: string) => writeFileSync(name, 'gitdir: /nowhere\n')],
    ['a link to another repository', (name: string) => symlinkSync('../repository/.git', name)],
    ['a fifo', (name: string) => execFileSync('mkfifo', [name])],
    ['nothing', () => undefined],
  ])('does not care that .git was replaced by %s', async (_, replace) => {
    await begin();
    rmSync(path.join(workspace, '.git'), { recursive: true });
    replace(path.join(workspace, '.git'));
    writeFiles(workspace, { 'a.txt': 'A\n' });
    expect(changes((await taken()).commit)).toEqual(['M\ta.txt']);
  });

  it('captures the files of nested repositories, and says so', async () => {
    await begin();
    createRepository(path.join(workspace, 'nested'), { 'n.txt': 'n', '.gitignore': 'skip\n' });
    writeFiles(workspace, { 'nested/skip': '1', 'nested/build/o': '1', 'nested/ignored': '1' });
    createRepository(path.join(workspace, 'nested/inner'), { 'i.txt': 'i' });
    mkdirSync(path.join(workspace, 'lib/unborn'), { recursive: true });
    git(path.join(workspace, 'lib/unborn'), 'init', '-q');
    writeFiles(workspace, { 'lib/unborn/u.txt': 'u' });
    git(path.join(workspace, 'deep'), 'init', '-q');
    writeFiles(workspace, { 'deep/new.txt': 'new' });
    const { commit, warnings } = await taken();
    expect(changes(commit)).toEqual([
      'A\tdeep/new.txt',
      'A\tlib/unborn/u.txt',
      'A\tnested/.gitignore',
      'A\tnested/inner/i.txt',
      'A\tnested/n.txt',
    ]);
    expect(warnings).toEqual([
      { kind: 'nested_repository', path: 'lib/unborn' },
      { kind: 'nested_repository', path: 'nested' },
    ]);
    expect(existsSync(path.join(workspace, 'nested/.git'))).toBe(true);
  });

  it('keeps a submodule where the base has it, whatever is in its folder', async () => {
    const commit = git(repository, 'rev-parse', 'HEAD');
    git(repository, 'update-index', '--add', '--cacheinfo', `160000,${commit},sub`);
    git(repository, 'update-index', '--add', '--cacheinfo', `160000,${commit},gone`);
    git(repository, 'update-index', '--add', '--cacheinfo', `160000,${commit},files`);
    git(repository, 'commit', '-q', '-m', 'submodules');
    await begin();
    expect((await taken()).changed).toBe(false);
    createRepository(path.join(workspace, 'sub'), { 's.txt': 's' });
    rmSync(path.join(workspace, 'gone'), { recursive: true });
    writeFiles(workspace, { 'files/f.txt': 'f' });
    const after = await taken({ expectedOld: start });
    expect(changes(after.commit)).toEqual(['D\tfiles', 'A\tfiles/f.txt', 'D\tgone']);
    expect(after.warnings).toEqual([{ kind: 'submodule', path: 'sub' }]);
  });

  it('takes strange names', async () => {
    await begin();
    const names = ['-rf', 'new\nline', '"quoted"', "it's", ':(top)x', 'a\\b', '*', 'ü', 'LICENSE', 'license'];
    writeFiles(workspace, Object.fromEntries(names.map((name) => [name, name])));
    const bytes = Buffer.concat([Buffer.from(`${workspace}/`), Buffer.from([0xff, 0xfe, 0x61])]);
    if (process.platform === 'linux') writeFileSync(bytes, 'latin');
    const long = path.join(...Array.from({ length: 18 }, () => 'd'.repeat(200)));
    writeFiles(workspace, { [path.join(long, 'end')]: 'end' });
    const { commit, warnings } = await taken();
    const kept = git(mirror, 'ls-tree', '-r', '-z', '--name-only', commit).split('\0');
    for (const name of [...names, `${long}/end`]) expect(kept).toContain(name);
    expect(warnings).toEqual([]);
  });

  it('leaves out names that are .git somewhere, and says so', async () => {
    await begin();
    const names = ['.GIT/config', 'x/.Git', 'git~1', '.git::$INDEX_ALLOCATION', '.g\u200cit/hooks'];
    writeFiles(workspace, { ...Object.fromEntries(names.map((name) => [name, '1'])), fine: '1' });
    const { commit, warnings } = await taken();
    expect(changes(commit)).toEqual(['A\tfine']);
    expect(warnings.map(({ path }) => path).sort()).toEqual([...names].sort());
  });

  it('leaves out what is too large, a sparse file included', async () => {
    await begin();
    writeFileSync(path.join(workspace, 'huge'), '');
    truncateSync(path.join(workspace, 'huge'), 10 * 2 ** 30);
    truncateSync(path.join(workspace, 'a.txt'), 10 * 2 ** 30);
    const { commit, warnings } = await taken();
    expect(commit).toBe(start);
    expect(warnings.map(({ kind, path }) => `${kind} ${path}`).sort()).toEqual([
      'too_large a.txt',
      'too_large huge',
    ]);
  });

  it('passes over special and unreadable files', async () => {
    await begin();
    rmSync(path.join(workspace, 'a.txt'));
    execFileSync('mkfifo', [path.join(workspace, 'a.txt'), path.join(workspace, 'pipe')]);
    writeFiles(workspace, { closed: '1', open: '1' });
    chmodSync(path.join(workspace, 'closed'), 0);
    const { commit, warnings } = await taken();
    expect(contentOf(commit, 'open')).toBe('1');
    expect(changes(commit)).toContain('D\ta.txt');
    expect(warnings).toEqual(
      expect.arrayContaining(['a.txt', 'pipe'].map((path) => ({ kind: 'special_file', path }))),
    );
  });

  it.each([
    ['a .gitignore', '.gitignore'],
    ['a .gitattributes', 'deep/.gitattributes'],
    ['the HEAD of a nested repository', 'nested/.git/HEAD'],
    ['the HEAD to which a .git file leads', 'elsewhere/HEAD'],
  ])('does not wait for a fifo that is %s, in a closed folder', async (_, name) => {
    await begin();
    git(workspace, 'init', '-q', 'nested');
    writeFiles(workspace, {
      'other/.git': 'gitdir: ../elsewhere\n',
      'elsewhere/objects/x': '',
      'elsewhere/refs/x': '',
    });
    const fifo = path.join(workspace, name);
    rmSync(fifo, { force: true });
    execFileSync('mkfifo', [fifo]);
    if (name.includes('/')) chmodSync(path.dirname(fifo), 0o500);
    writeFiles(workspace, { 'a.txt': 'A\n' });
    const { commit, warnings } = await taken();
    expect(warnings).toContainEqual({ kind: 'special_file', path: name });
    expect(contentOf(commit, 'a.txt')).toBe('A');
  });

  it('says what it leaves out of nested repositories too', async () => {
    await begin();
    createRepository(path.join(workspace, 'nested'), { 'n.txt': 'n' });
    writeFiles(workspace, { 'nested/.Git/x': '1', 'nested/large': 'more than ten bytes' });
    const { warnings } = await taken({ maxFileBytes: 10 });
    expect(warnings).toEqual([
      { kind: 'nested_repository', path: 'nested' },
      { kind: 'unsafe_name', path: 'nested/.Git/x' },
      { kind: 'too_large', path: 'nested/large' },
    ]);
  });

  it('takes a .gitignore with a path of 4,000 characters', async () => {
    const long = path.join(...Array.from({ length: 19 }, () => 'd'.repeat(200)), 'e'.repeat(240));
    execFileSync(
      'sh',
      [
        '-c',
        `mkdir -p $1; for part in $(echo $1 | tr / ' '); do cd $part; done; echo '*.x' >.gitignore`,
        'sh',
        long,
      ],
      { cwd: repository },
    );
    git(repository, 'add', '-A');
    git(repository, 'commit', '-qm', 'long');
    await begin();
    writeFiles(workspace, { '.gitignore': 'ignored\nbuild/\n*.secret\n', 'x.secret': '1' });
    expect((await taken()).hiddenFiles).toEqual(['x.secret']);
    execFileSync('rm', ['-rf', folder]); // Node's own would fail
  });

  it('says that the workspace is gone', async () => {
    await begin();
    renameSync(workspace, `${workspace}-moved`);
    expect(await snapshot()).toEqual({ status: 'workspace_lost' });
    symlinkSync(repository, workspace);
    expect(await snapshot()).toEqual({ status: 'workspace_lost' });
  });

  describe('of a poisoned workspace', () => {
    const POISON: Record<string, (canary: string) => string[][]> = {
      'core.fsmonitor': (c) => [['core.fsmonitor', `touch ${c}; false`]],
      'filter clean': (c) => [['filter.z.clean', `touch ${c}; cat`]],
      'filter smudge': (c) => [['filter.z.smudge', `touch ${c}; cat`]],
      'filter process': (c) => [
        ['filter.z.process', `touch ${c}`],
        ['filter.z.required', 'true'],
      ],
      'diff.external': (c) => [['diff.external', `touch ${c}; true`]],
      textconv: (c) => [['diff.z.textconv', `touch ${c}; cat`]],
      'diff command': (c) => [['diff.z.command', `touch ${c}; cat`]],
      'merge driver': (c) => [['merge.z.driver', `touch ${c}; true`]],
      'core.sshCommand': (c) => [['core.sshCommand', `touch ${c}`]],
      'gpg.program': (c) => [
        ['commit.gpgSign', 'true'],
        ['gpg.program', `touch ${c}`],
      ],
      'core.pager': (c) => [['core.pager', `touch ${c}`]],
      'core.editor': (c) => [['core.editor', `touch ${c}`]],
      'credential.helper': (c) => [['credential.helper', `!touch ${c}`]],
      'ext remote': (c) => [
        ['protocol.ext.allow', 'always'],
        ['remote.origin.url', `ext::sh -c touch% ${c}`],
      ],
      'alternate refs': (c) => [['core.alternateRefsCommand', `touch ${c}`]],
      alias: (c) => [
        ['alias.add', `!touch ${c}`],
        ['alias.ls-files', `!touch ${c}`],
      ],
    };
    const HOOKS = [
      'pre-commit',
      'post-checkout',
      'reference-transaction',
      'post-index-change',
      'pre-auto-gc',
    ];
    const ATTRIBUTES = '* filter=z diff=z merge=z ident text=auto working-tree-encoding=UTF-8\n';

    function poison(directory: string, canaries: string) {
      writeFiles(directory, { '.gitattributes': ATTRIBUTES, 'a.txt': 'changed\n' });
      for (const [vector, settings] of Object.entries(POISON)) {
        const canary = path.join(canaries, vector.replaceAll(/\W/g, '-'));
        for (const [key, value] of settings(canary)) git(directory, 'config', key!, value!);
      }
      const hooks = path.join(directory, '.husky');
      for (const hook of HOOKS) {
        writeFiles(hooks, { [hook]: `#!/bin/sh\ntouch ${canaries}/hook-${hook}\n` });
        chmodSync(path.join(hooks, hook), 0o755);
        writeFiles(directory, { [`.git/hooks/${hook}`]: readFileSync(path.join(hooks, hook)) });
        chmodSync(path.join(directory, '.git/hooks', hook), 0o755);
      }
      git(directory, 'config', 'core.hooksPath', '.husky');
    }

    it.each(['the workspace', 'a nested repository', 'a submodule', 'a tracked folder'])(
      'runs nothing of what %s configures',
      async (where) => {
        const base = git(repository, 'rev-parse', 'HEAD');
        git(repository, 'update-index', '--add', '--cacheinfo', `160000,${base},sub`);
        git(repository, 'commit', '-q', '-m', 'submodule');
        await begin();
        const canaries = path.join(folder, 'canaries');
        mkdirSync(canaries);
        const places: Record<string, string> = {
          'a nested repository': 'nested',
          'a submodule': 'sub',
          'a tracked folder': 'deep',
        };
        const target = path.join(workspace, places[where] ?? '.');
        if (where !== 'the workspace') createRepository(target, { 'a.txt': 'a\n', x: '1' });
        poison(target, canaries);
        writeFiles(workspace, {
          '.gitattributes': ATTRIBUTES,
          '.gitmodules': '[submodule "sub"]\n\tpath = sub\n\turl = -u./payload\n\tupdate = !touch canary\n',
        });
        await taken();
        expect(readdirSync(canaries)).toEqual([]);
      },
    );

    it('has canaries that sing when git trusts the workspace', async () => {
      await begin();
      const canaries = path.join(folder, 'canaries');
      mkdirSync(canaries);
      poison(workspace, canaries);
      spawnSync('git', ['add', '-A'], { cwd: workspace });
      expect(readdirSync(canaries)).toContain('core-fsmonitor');
    });
  });

  it('takes objects only, whatever the confined git leaves behind', async () => {
    await begin();
    const handover = path.join(folder, 'snapshot/handover');
    const secret = commitFiles(repository, { secret: 'not for this project' });
    const lying: Confine = (command) =>
      command.args.includes('write-tree')
        ? {
            ...command,
            file: '/bin/sh',
            args: [
              '-c',
              `mkdir -p ${handover}/objects/info && echo ${repository}/.git/objects > ${handover}/objects/info/alternates; echo ${git(repository, 'rev-parse', `${secret}^{tree}`)}`,
            ],
          }
        : command;
    await expect(snapshot({ confine: lying })).rejects.toThrow('pack-objects');
    expect(await resolveCommit(mirror, ref)).toBeNull();
  });

  it('refuses a tree with a .git in it', async () => {
    await begin();
    const handover = path.join(folder, 'snapshot/handover');
    const lying: Confine = (command) =>
      command.args.includes('write-tree')
        ? {
            ...command,
            file: '/bin/sh',
            args: [
              '-c',
              `printf '100644 blob %s\\t.git\\n' $(echo x | git hash-object -w --stdin) | git mktree`,
            ],
          }
        : command;
    await expect(snapshot({ confine: lying })).rejects.toThrow('read-tree');
    expect(existsSync(handover)).toBe(true);
  });
});
