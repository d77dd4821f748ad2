import { readFileSync } from 'node:fs';
import { AttemptFixture } from './support/attempt-fixture.js';
import { writeFiles } from './support/git-fixture.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start({ LIMIT_FILE_MIB: '16384' }); // one of them leaves a file of 10 GB
});
afterAll(() => fixture.stop());

/** Highest resident memory that the server ever had, where the system says so. */
const peakMemoryMiB = (): number =>
  process.platform === 'linux'
    ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${fixture.server.pid}/status`, 'utf8'))?.[1]) / 1024
    : 0;

describe('an agent that', () => {
  it.each([
    ['deletes its workspace', 'rm -rf "$PWD"'],
    ["renames its workspace's parent", 'mv ../../agent ../../elsewhere'],
    ['puts a link in the place of its workspace', 'mv "$PWD" ../moved; ln -s /etc "$PWD"'],
  ])('%s loses its work, and only that', async (_, agent) => {
    const { attempt } = await fixture.run({ agent, agentFields: { sandbox: 'off' } });
    expect(attempt).toMatchObject({ status: 'FAILED', failure: { reason: 'workspace_lost' } });
  });

  it.each([
    ['a file', 'rm -rf .git; echo gitdir: /etc >.git'],
    ['a link to elsewhere', 'rm -rf .git; ln -s /etc .git'],
    ['a link to itself', 'rm -rf .git; ln -s .git .git'],
    ['a fifo', 'rm -rf .git; mkfifo .git'],
  ])('replaces .git by %s is not disturbed, and its result is taken', async (_, agent) => {
    const { id, attempt } = await fixture.run({ agent: `echo 1 >new.txt; ${agent}` });
    expect(attempt).toMatchObject({ status: 'REVIEW_READY' });
    expect(await fixture.changedPaths(id)).toEqual(['new.txt']);
  });

  it('leaves fifos, sockets, closed folders and a file of 10 GB is told what of it was left out', async () => {
    const special = 'mkfifo pipe .gitignore nested/.git/HEAD; truncate -s 10G huge.bin';
    const { id, attempt } = await fixture.run({
      agent: `git init -q nested; rm nested/.git/HEAD; ${special}; mkdir closed; echo 1 >closed/in; echo 1 >new.txt; chmod -R a-w .; chmod 0 closed`,
      project: { commands: { test: 'rm -f readme.md; mkfifo readme.md .gitattributes; mkdir x; chmod 0 x' } },
    });
    expect(attempt).toMatchObject({
      status: 'REVIEW_READY',
      gates: [{ status: 'passed', mutated_tree: true }],
    });
    expect(await fixture.changedPaths(id)).toEqual(['closed/in', 'new.txt']);
    const [, line = ''] = /\n\n(Left out: .*)$/.exec(attempt.summary ?? '') ?? [];
    for (const name of ['pipe', '.gitignore', 'nested/.git/HEAD']) {
      expect(line).toContain(`${name} (no regular file)`);
    }
    expect(line).toContain('huge.bin (too large)');
    expect(attempt.summary).toContain('2 files changed');
  });

  it('says something itself is told what was left out as well', async () => {
    const message = JSON.stringify({ kind: 'MESSAGE', payload: { text: 'All done.' } });
    const { attempt } = await fixture.run({
      agent: `echo '${message}' >>"$AGENT_EVENTS_FILE"; echo 1 >new.txt; truncate -s 200M huge.bin`,
    });
    expect(attempt.summary).toBe('All done.\n\nLeft out: huge.bin (too large)');
  });

  it('leaves many files is served as any other', async () => {
    const { id, attempt } = await fixture.run({
      agent: `seq -f 'many/%.0f' 1 ${MANY} | { mkdir many; xargs touch; }`,
    });
    expect(attempt).toMatchObject({ status: 'REVIEW_READY', diff: { files: MANY } });
    expect((await fixture.diff(id)).files).toHaveLength(MANY);
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    // A diff's list of files is one answer, and costs about a KiB a file while it is made.
    expect(peakMemoryMiB()).toBeLessThan(300 + MANY / 1024);
  });
});

/** 200,000 take the same path, and minutes. */
const MANY = Number(process.env['MANY_FILES'] ?? 5_000);

it('workspace files with line ends in their names stay out of the diff', async () => {
  const repository = fixture.repository();
  writeFiles(repository, { 'se\ncret.env': 'TOKEN=1\n' });
  const { id } = await fixture.run({
    repository,
    agent: 'echo 1 >new.txt',
    project: { setup: { workspace_files: ['*.env'] } },
  });
  expect(await fixture.changedPaths(id)).toEqual(['new.txt']);
});
