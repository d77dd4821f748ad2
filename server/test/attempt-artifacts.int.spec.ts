import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DiffFileDto } from '../src/attempts/review/attempt-review.dto.js';
import type {
  ArtifactDto,
  AttemptDetailDto,
  ArtifactListDto,
  AttemptListDto,
} from '../src/attempts/attempts.dto.js';
import { AttemptFixture, type Ended } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';
import { git, writeFiles } from './support/git-fixture.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

const artifactOf = (attempt: AttemptDetailDto, name: string): ArtifactDto =>
  attempt.artifacts.find((artifact) => artifact.name === name)!;

describe('artifacts', () => {
  let run: Ended;
  beforeAll(async () => {
    run = await fixture.run({
      agent: `seq 1 1000; echo oops >&2; echo 1 >new.txt; echo changed >readme.md`,
      project: { commands: { test: 'true', lint: 'echo linted' } },
    });
  });

  const download = (name: string, headers = {}) =>
    fixture.api.get<string>(`/api/artifacts/${artifactOf(run.attempt, name).id}`, headers);

  it('hold the whole output of the agent, whatever the size that they say', async () => {
    const { body, headers } = await download('agent.log');
    expect(body).toBe(`${Array.from({ length: 1000 }, (_, index) => index + 1).join('\n')}\noops\n`);
    const { size, sha256 } = artifactOf(run.attempt, 'agent.log');
    expect(headers.get('content-length')).toBe(String(size));
    expect(createHash('sha256').update(body).digest('hex')).toBe(sha256);
    expect(headers.get('content-disposition')).toBe('attachment; filename="agent.log"');
  });

  it.each([
    ['bytes=0-9', 206, '1\n2\n3\n4\n5\n', 'bytes 0-9/3898'],
    ['bytes=-5', 206, 'oops\n', 'bytes 3893-3897/3898'],
    ['bytes=3893-', 206, 'oops\n', 'bytes 3893-3897/3898'],
    ['bytes=3893-99999', 206, 'oops\n', 'bytes 3893-3897/3898'],
    ['bytes=4000-', 416, expect.objectContaining({ code: 'artifact.range' }), 'bytes */3898'],
  ])('answer the range %s', async (range, expectedStatus, expectedBody, contentRange) => {
    const { status, body, headers } = await download('agent.log', { Range: range });
    expect({ status, body }).toEqual({ status: expectedStatus, body: expectedBody });
    expect(headers.get('content-range')).toBe(contentRange);
  });

  it('hold the change as a patch that applies', async () => {
    const { body } = await download('changes.patch');
    const target = fixture.repository();
    writeFiles(target, { '.git/changes.patch': body });
    git(target, 'apply', '.git/changes.patch');
    expect(git(target, 'status', '--porcelain')).toBe(' M readme.md\n?? new.txt');
  });

  it('hold a change of any size', async () => {
    const { attempt } = await fixture.run({ agent: 'yes 0123456789abcdef | head -c 80000000 >large.txt' });
    expect(attempt).toMatchObject({ status: 'REVIEW_READY', failure: null });
    expect(artifactOf(attempt, 'changes.patch').size).toBeGreaterThan(80_000_000);
  });

  it('of a gate without output can be downloaded', async () => {
    const gate = run.attempt.gates.find((one) => one.gate === 'test')!;
    const { status, body } = await fixture.api.get(`/api/artifacts/${gate.output_ref!}`);
    expect({ status, body }).toEqual({ status: 200, body: undefined });
  });

  it('are listed, and announced as events', async () => {
    const { body } = await fixture.api.get<ArtifactListDto>(`/api/attempts/${run.id}/artifacts`);
    expect(body.items).toEqual(run.attempt.artifacts);
    const announced = (await fixture.storedEvents(run.id)).flatMap(({ event }) =>
      event.kind === 'ARTIFACT' ? [event.payload.ref] : [],
    );
    const outputs = run.attempt.gates.map(({ output_ref }) => output_ref!);
    expect([...announced, ...outputs].sort()).toEqual(body.items.map(({ id }) => id).sort());
  });

  it('of somebody else are not found', async () => {
    const { attempt, project } = await fixture.run({ agent: 'true' });
    await fixture.giveAway(project.id);
    const { status, body } = await fixture.api.get(`/api/artifacts/${attempt.artifacts[0]!.id}`);
    expect({ status, code: body['code'] as string }).toEqual({ status: 404, code: 'artifact.not_found' });
  });
});

describe('the diff', () => {
  let id: string;
  beforeAll(async () => {
    const files = {
      'text.txt': `${Array.from({ length: 200 }, (_, index) => index + 1).join('\n')}\n`,
      'old name.txt': 'a\nb\nc\nd\n',
      'gone.txt': 'x\n',
      'package-lock.json': '{}\n',
    };
    const changes = [
      `sed -i 's/^5$/five/; s/^100$/hundred/' text.txt`,
      `mv 'old name.txt' 'ümlaut name.txt'`,
      'rm gone.txt',
      `printf 'a\\000b' >binary.bin`,
      `printf '{"a":1}\\n' >package-lock.json`,
      'ln -s /etc/passwd link',
    ];
    ({ id } = await fixture.run({ agent: changes.join('\n'), files }));
  });

  it('lists added, changed, removed, renamed and binary files', async () => {
    const { files, stats } = await fixture.diff(id);
    const byPath = Object.fromEntries(files.map((file) => [file.path, file]));
    expect(byPath).toMatchObject({
      'text.txt': { status: 'modified', additions: 2, deletions: 2, binary: false },
      'ümlaut name.txt': { status: 'renamed', old_path: 'old name.txt', additions: 0 },
      'gone.txt': { status: 'deleted', deletions: 1 },
      'binary.bin': { status: 'added', binary: true },
      'package-lock.json': { status: 'modified', generated: true },
      link: { status: 'added' },
    });
    expect(stats).toMatchObject({ files: 6 });
  });

  const hunksOf = (path: string, hunk = 0) =>
    fixture.api.get<DiffFileDto & { code?: string }>(
      `/api/attempts/${id}/diff/file?path=${encodeURIComponent(path)}&hunk=${hunk}`,
    );

  it('shows a file hunk by hunk', async () => {
    const { body } = await hunksOf('text.txt');
    expect(body.hunks).toMatchObject([
      { old_start: 2, old_lines: 7, new_start: 2, new_lines: 7 },
      { old_start: 97, old_lines: 7, new_start: 97, new_lines: 7 },
    ]);
    expect(body.hunks[0]!.lines).toContainEqual({ t: '-', text: '5' });
    expect(body.hunks[0]!.lines).toContainEqual({ t: '+', text: 'five' });
    expect((await hunksOf('text.txt', 1)).body.hunks).toEqual(body.hunks.slice(1));
  });

  it('shows where a link points, never what is there', async () => {
    const { body } = await hunksOf('link');
    expect(JSON.stringify(body)).toContain('/etc/passwd');
    expect(JSON.stringify(body)).not.toContain('root:');
  });

  it('has no file that was not changed', async () => {
    expect(await hunksOf('never.txt')).toMatchObject({ status: 404, body: { code: 'attempt.not_in_diff' } });
    expect((await hunksOf('../../etc/passwd')).status).toBe(404);
  });

  it('is refused while there is no result', async () => {
    const name = fixture.unique('agent');
    const started = await fixture.start({ agent: fixture.meeting.wait(name) });
    await fixture.meeting.arrival(name);
    for (const path of ['diff', 'merge-preview', 'diff/file?path=a'])
      expect((await fixture.api.get(`/api/attempts/${started.id}/${path}`)).body).toMatchObject({
        code: 'attempt.no_result',
      });
    fixture.meeting.letGo(name);
    await fixture.settled(started.id);
  });
});

describe('the merge preview', () => {
  it('names other attempts that change the same files', async () => {
    const repository = fixture.repository();
    const project = await fixture.createProject({ local_path: repository });
    const agent = await fixture.createAgent('echo "$$" >readme.md; echo 1 >same.txt');
    const ids: string[] = [];
    for (let card = 0; card < 2; card++) {
      const task = await fixture.createTask(project.id, { agent_id: agent.id });
      ids.push((await fixture.startAttempt(task.id)).id);
    }
    await Promise.all(ids.map((id) => fixture.settled(id)));
    const { body } = await fixture.api.get(`/api/attempts/${ids[0]!}/merge-preview`);
    expect(body).toMatchObject({
      clean: true,
      ahead: 1,
      behind: 0,
      missing_evidence: [],
      overlaps: [{ attempt_id: ids[1], paths: ['readme.md', 'same.txt'] }],
    });
  });
});

describe('the disk', () => {
  it('holds no checkout of a gate once the attempt has settled', async () => {
    const { id } = await fixture.run({ agent: 'true', project: { commands: { test: 'exit 1' } } });
    const folder = join(fixture.server.dataDir, 'attempts', id);
    expect(existsSync(folder)).toBe(true);
    expect(readdirSync(folder)).not.toContain('gates');
  });
});

describe('retention', () => {
  it('gives back the workspaces and artifacts of what is over, and keeps everything else', async () => {
    const brief = await AttemptFixture.start({
      RETENTION_DAYS_WORKSPACE: '0',
      RETENTION_DAYS_ARTIFACTS: '0',
    });
    try {
      const over = [
        await brief.run({ agent: 'echo 1 >new.txt' }),
        await brief.run({ agent: 'echo 1 >new.txt; exit 1' }),
        await brief.run({ agent: 'echo 1 >new.txt' }),
      ];
      await brief.approve(over[0]!.id);
      await brief.act(over[2]!.id, 'discard');
      const open = await brief.run({ agent: 'echo 1 >new.txt' });
      const folderOf = (id: string): string => join(brief.server.dataDir, 'attempts', id);
      mkdirSync(folderOf('of-an-older-backup'));

      await brief.server.restart();
      const ids = over.map(({ id }) => id);
      await eventually(() => ids.every((id) => !existsSync(folderOf(id))), 'retention');
      for (const id of ids)
        await eventually(
          async () => (await brief.attempt(id)).artifacts.length === 0,
          'retention of artifacts',
        );
      for (const id of ids) {
        expect(await brief.attempt(id)).toMatchObject({ workspace_path: null, head_sha: expect.any(String) });
        expect((await brief.api.get(`/api/attempts/${id}/diff`)).body).toMatchObject({
          files: [{ path: 'new.txt' }],
        });
      }
      expect(existsSync(folderOf('of-an-older-backup'))).toBe(true);
      expect(existsSync(folderOf(open.id))).toBe(true);
      expect(await brief.attempt(open.id)).toMatchObject({ artifacts: open.attempt.artifacts });
    } finally {
      await brief.stop();
    }
  });

  it('removes what a deleted project left on the disk', async () => {
    const { project, id, task } = await fixture.run({ agent: 'echo 1 >new.txt' });
    const { dataDir } = fixture.server;
    const artifacts = readdirSync(join(dataDir, 'artifacts', id));
    expect(artifacts.length).toBeGreaterThan(0);
    const left = [
      `attempts/${id}`,
      `repos/${project.id}.git`,
      ...artifacts.map((name) => `artifacts/${id}/${name}`),
    ].map((path) => join(dataDir, path));
    for (const path of left) expect(existsSync(path)).toBe(true);
    const kept = await fixture.run({ agent: 'true' });
    expect((await fixture.api.delete(`/api/projects/${project.id}`)).status).toBe(204);
    expect((await fixture.api.get(`/api/tasks/${task.id}`)).status).toBe(404);

    await fixture.server.restart();
    await eventually(() => left.every((path) => !existsSync(path)), 'the removal of what was deleted');
    expect(existsSync(join(dataDir, 'attempts', kept.id))).toBe(true);
    expect(existsSync(join(dataDir, 'repos', `${kept.project.id}.git`))).toBe(true);
  });
});

describe('the lists of an attempt and of its task', () => {
  it('come page by page', async () => {
    const { id, task } = await fixture.run({ agent: 'true', project: { commands: { test: 'true' } } });
    const second = await fixture.startAttempt(task.id);
    await fixture.settled(second.id);
    expect(await idsOfPages(`/api/tasks/${task.id}/attempts`)).toEqual([second.id, id]);
    const { artifacts } = await fixture.attempt(id);
    expect(artifacts.length).toBeGreaterThan(1);
    expect(await idsOfPages(`/api/attempts/${id}/artifacts`)).toEqual(artifacts.map((one) => one.id));
  });
});

/** Of a list that is asked for one row at a time. */
async function idsOfPages(path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor && `&cursor=${cursor}`;
    const { body } = await fixture.api.get<AttemptListDto>(`${path}?limit=1${query}`);
    expect(body.items.length).toBeLessThanOrEqual(1);
    ids.push(...body.items.map((one) => one.id));
    cursor = body.next_cursor;
  }
  return ids;
}
