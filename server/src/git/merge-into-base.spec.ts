import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
} from '../../test/support/git-fixture.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';
import { findConflictMarkers } from './find-conflict-markers.js';
import { mergeIntoBase, type MergeOrder } from './merge-into-base.js';
import { mergeWithConflicts } from './merge-with-conflicts.js';
import { previewMerge } from './preview-merge.js';
import { updateFromBase } from './update-from-base.js';
import { compareAndSwapRef, updateRef } from './update-ref.js';
import { commitTree } from './commit-tree.js';

const LINES = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('');
const at = (seconds: number) => new Date(seconds * 1000);
const author = { name: 'Ant', email: 'ant@example.org', date: at(1_700_000_000) };
const committer = { name: 'Grace', email: 'grace@example.org', date: at(1_700_000_100) };

describe('merging', () => {
  let folder: string;
  let repository: string;
  let mirror: string;
  let base: string;

  beforeEach(() => {
    folder = temporaryFolder();
    repository = createRepository(path.join(folder, 'r'), {
      'a.txt': LINES,
      'b.sh': 'echo\n',
      'c.txt': 'c\n',
    });
    mirror = path.join(repository, '.git');
    base = git(repository, 'rev-parse', 'HEAD');
  });
  afterEach(() => removeFolder(folder));

  const on = (start: string, files: Record<string, string | null>) => {
    git(repository, 'checkout', '-q', '--detach', start);
    return commitFiles(repository, files);
  };
  const order = (base: string, head: string): MergeOrder => ({
    mirror,
    base,
    head,
    message: 'ANT-1: title\n\nBody\0\n',
    author,
    committer,
  });

  it('makes a merge commit with author, committer, dates and message', async () => {
    const head = on(base, { 'a.txt': LINES.replace('line 1\n', 'ours\n') });
    const moved = on(base, { 'c.txt': 'C\n' });
    const outcome = await mergeIntoBase({ ...order(moved, head), method: 'merge' });
    if (outcome.status !== 'merged') throw new Error(outcome.status);
    const format = '--format=%P|%an|%ae|%at|%cn|%ct|%s';
    expect(git(mirror, 'log', '-1', format, outcome.commit)).toBe(
      `${moved} ${head}|Ant|ant@example.org|1700000000|Grace|1700000100|ANT-1: title`,
    );
    expect(await mergeIntoBase({ ...order(moved, head), method: 'merge' })).toEqual(outcome);
  });

  it('makes one commit on the base when squashing', async () => {
    const head = on(on(base, { x: '1' }), { y: '2' });
    const outcome = await mergeIntoBase({ ...order(base, head), method: 'squash' });
    if (outcome.status !== 'merged') throw new Error(outcome.status);
    expect(git(mirror, 'log', '-1', '--format=%P', outcome.commit)).toBe(base);
    expect(outcome.tree).toBe(git(mirror, 'rev-parse', `${head}^{tree}`));
  });

  it('says that there is nothing to merge', async () => {
    const head = on(base, { x: '1' });
    const same = on(base, { x: '1' });
    expect(await mergeIntoBase({ ...order(head, base), method: 'merge' })).toEqual({
      status: 'nothing_to_merge',
    });
    expect(await mergeIntoBase({ ...order(same, head), method: 'squash' })).toEqual({
      status: 'nothing_to_merge',
    });
  });

  it('names the paths in conflict and touches nothing', async () => {
    const head = on(base, { 'a.txt': LINES.replace('line 1\n', 'ours\n'), 'new\nline': '1' });
    const moved = on(base, { 'a.txt': LINES.replace('line 1\n', 'theirs\n'), 'new\nline': '2' });
    const refs = git(mirror, 'for-each-ref');
    expect(await mergeIntoBase({ ...order(moved, head), method: 'merge' })).toMatchObject({
      status: 'conflicts',
      paths: ['a.txt', 'new\nline'],
    });
    expect(await previewMerge(mirror, moved, head)).toEqual({
      clean: false,
      conflicts: ['a.txt', 'new\nline'],
      ahead: 1,
      behind: 1,
      unrelated: false,
    });
    expect(git(mirror, 'for-each-ref')).toBe(refs);
  });

  it('follows renames and keeps executable bits', async () => {
    const head = on(base, { 'a.txt': LINES.replace('line 1\n', 'ours\n') });
    git(repository, 'checkout', '-q', '--detach', base);
    git(repository, 'mv', 'a.txt', 'moved.txt');
    chmodSync(path.join(repository, 'b.sh'), 0o755);
    const moved = commitFiles(repository, {});
    const outcome = await mergeIntoBase({ ...order(moved, head), method: 'merge' });
    if (outcome.status !== 'merged') throw new Error(outcome.status);
    expect(git(mirror, 'cat-file', 'blob', `${outcome.tree}:moved.txt`)).toContain('ours');
    expect(git(mirror, 'ls-tree', outcome.tree, 'b.sh')).toContain('100755');
  });

  it('refuses unrelated histories', async () => {
    git(repository, 'checkout', '-q', '--orphan', 'other');
    const head = commitFiles(repository, { z: '1' });
    expect(await mergeIntoBase({ ...order(base, head), method: 'merge' })).toEqual({ status: 'unrelated' });
    expect(await previewMerge(mirror, base, head)).toMatchObject({ clean: false, unrelated: true });
  });

  it('runs no merge driver of the repository', async () => {
    const attributes = { '.gitattributes': '* merge=z\n' };
    const canary = path.join(folder, 'canary');
    git(repository, 'config', 'merge.z.driver', `touch ${canary}; true`);
    const [head, moved] = [
      on(base, { ...attributes, 'c.txt': '1' }),
      on(base, { ...attributes, 'c.txt': '2' }),
    ];
    const bare = path.join(folder, 'mirror');
    await ensureMirror(bare);
    for (const commit of [head, moved]) git(repository, 'branch', `b-${commit}`, commit);
    await fetchMirror(bare, { kind: 'local', path: repository });
    const outcome = await mergeIntoBase({ ...order(moved, head), mirror: bare, method: 'merge' });
    expect(existsSync(canary)).toBe(false);
    expect(outcome.status).toBe('conflicts');
  });

  it('brings the base into a head', async () => {
    const head = on(base, { x: '1' });
    const moved = on(base, { y: '2' });
    const outcome = await updateFromBase(order(moved, head));
    if (outcome.status !== 'updated') throw new Error(outcome.status);
    expect(git(mirror, 'log', '-1', '--format=%P', outcome.commit)).toBe(`${head} ${moved}`);
    expect(await updateFromBase(order(moved, outcome.commit))).toEqual({ status: 'up_to_date' });
  });

  it('brings a base that conflicts into a head with both sides marked, as one commit however often', async () => {
    const head = on(base, { 'a.txt': LINES.replace('line 1\n', 'ours\n'), x: '1' });
    const moved = on(base, { 'a.txt': LINES.replace('line 1\n', 'theirs\n'), y: '2' });
    const merge = await mergeWithConflicts(order(moved, head));
    if (!merge) throw new Error('no conflict');
    expect(merge.paths).toEqual(['a.txt']);
    expect(git(mirror, 'log', '-1', '--format=%P', merge.commit)).toBe(`${head} ${moved}`);
    expect(git(mirror, 'cat-file', 'blob', `${merge.commit}:a.txt`)).toContain(
      `<<<<<<< ${head}\nours\n=======\ntheirs\n>>>>>>> ${moved}\n`,
    );
    expect(await mergeWithConflicts(order(moved, head))).toEqual(merge);
    expect(await mergeWithConflicts(order(moved, merge.commit))).toBeNull();
  });

  it('leaves a head alone that the base does not conflict with', async () => {
    expect(await mergeWithConflicts(order(on(base, { y: '2' }), on(base, { x: '1' })))).toBeNull();
    git(repository, 'checkout', '-q', '--orphan', 'other');
    expect(await mergeWithConflicts(order(commitFiles(repository, { z: '1' }), base))).toBeNull();
  });

  it('finds its conflict markers also in renamed files, and no text about conflicts', async () => {
    const about = '<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> main\n';
    const windows = LINES.replaceAll('\n', '\r\n');
    const start = on(base, { 'w.txt': windows, '.gitattributes': 'w.txt -diff\n' });
    const side = (word: string) =>
      on(start, {
        'a.txt': LINES.replace('line 1\n', `${word}\n`),
        'c.txt': `${word}\n`,
        'w.txt': windows.replace('line 1\r', `${word}\r`),
      });
    const [head, moved] = [side('ours'), side('theirs')];
    const merge = await mergeWithConflicts(order(moved, head));
    if (!merge) throw new Error('no conflict');
    expect(await findConflictMarkers(mirror, moved, merge.commit)).toEqual(['a.txt', 'c.txt', 'w.txt']);
    git(repository, 'checkout', '-q', '--detach', merge.commit);
    git(repository, 'mv', 'a.txt', 'moved.txt');
    const after = commitFiles(repository, { 'c.txt': 'both\n', 'about.md': about });
    expect(await findConflictMarkers(mirror, moved, after)).toEqual(['moved.txt', 'w.txt']);
  });

  it('gives the race for a ref to one of ten', async () => {
    const tree = git(mirror, 'rev-parse', `${base}^{tree}`);
    const commits = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        commitTree(mirror, { tree, parents: [base], message: `${index}`, author, committer }),
      ),
    );
    const ref = 'refs/heads/ak/race';
    expect(await updateRef(mirror, ref, null, base)).toEqual({ status: 'updated' });
    expect(await updateRef(mirror, ref, null, base)).toEqual({ status: 'lost_race', actual: base });
    const outcomes = await Promise.all(commits.map((commit) => updateRef(mirror, ref, base, commit)));
    expect(outcomes.filter(({ status }) => status === 'updated')).toHaveLength(1);
    const winner = git(mirror, 'rev-parse', ref);
    expect(await compareAndSwapRef({ gitDir: mirror }, ref, base, null)).toEqual({
      status: 'lost_race',
      actual: winner,
    });
    expect(await compareAndSwapRef({ gitDir: mirror }, ref, winner, null)).toEqual({ status: 'updated' });
    expect(await updateRef(mirror, ref, base, winner)).toEqual({ status: 'lost_race', actual: null });
  });
});
