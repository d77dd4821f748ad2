import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { CommentDto, CommentListDto } from '../src/attempts/comments/comments.dto.js';
import { AttemptFixture, type Ended } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';
import { commitFiles } from './support/git-fixture.js';
import { GitInFront } from './support/git-in-front.js';
import { watchProject } from './support/watch-project.js';

type Fields = Readonly<Record<string, unknown>>;

const inFront = new GitInFront();
let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start({ PATH: inFront.path });
});
afterAll(() => fixture.stop());

const FILES = { 'base.txt': 'one\ntwo\nthree\nfour\nfive\n' };
/** First writes a file and takes a line out; told of comments, edits what it was told of. */
const AGENT = [
  'cat >prompt.md',
  'if test -e work.txt; then sed -i "1i top" work.txt; sed -i "s/^beta$/BETA/" work.txt',
  'else printf "alpha\\nbeta\\ngamma\\ndelta\\n" >work.txt; sed -i "/three/d" base.txt; fi',
].join('; ');

const run = (agent = AGENT, fields: Fields = {}) => fixture.run({ agent, files: FILES, ...fields });
const on = (path: string, line: number, fields: Fields = {}) => ({
  path,
  side: 'new',
  line,
  body: 'Why?',
  ...fields,
});
const comment = (attemptId: string, body: unknown, headers = {}) =>
  fixture.api.post<CommentDto & Fields>(`/api/attempts/${attemptId}/comments`, body, headers);
const change = (id: string, patch: Fields) =>
  fixture.api.patch<CommentDto & Fields>(`/api/comments/${id}`, patch);
const openComments = async (attemptId: string): Promise<number> =>
  (await fixture.api.get(`/api/attempts/${attemptId}/merge-preview`)).body['open_comments'] as number;

async function seenIn(attemptId: string): Promise<Record<string, unknown>> {
  const { body } = await fixture.api.get<CommentListDto>(`/api/attempts/${attemptId}/comments?limit=100`);
  return Object.fromEntries(
    body.items.map(({ body: said, state, position }) => [said, [state, position?.line ?? null]]),
  );
}

async function sendBack(attemptId: string, request: Fields): Promise<string> {
  const { status, body } = await fixture.act(attemptId, 'request-changes', request);
  expect([status, body['code']]).toEqual([201, undefined]);
  const child = body['id'] as string;
  await fixture.settled(child);
  return child;
}

it('on the old side of a renamed file is sent with the name that the file had there', async () => {
  const first = await run('cat >prompt.md; test -e moved.txt || mv base.txt moved.txt');
  const { body } = await comment(first.id, on('moved.txt', 3, { side: 'old' }));
  const childId = await sendBack(first.id, { comment_ids: [body.id] });
  expect(await fixture.addedText(childId, 'prompt.md')).toContain(
    '1. major: base.txt, line 3 of the file before your changes (it is moved.txt now)',
  );
});

describe('a review', () => {
  let first: Ended;
  let watched: Awaited<ReturnType<typeof watchProject>>;
  let childId: string;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    first = await run();
    watched = await watchProject(fixture.server, first.project.id);
  });
  afterAll(() => watched.close());

  const told = (type: string, expected: Fields) =>
    eventually(
      () =>
        watched.frames.some(
          (frame) =>
            frame.type === type &&
            Object.entries(expected).every(([name, value]) => frame.row[name] === value),
        ),
      `the frame ${type} ${JSON.stringify(expected)}`,
    );

  it('is made of comments on lines of either side, with their text', async () => {
    const wanted: Record<string, unknown> = {
      'Use capitals.': on('work.txt', 2, { severity: 'blocker' }),
      'Is this needed?': on('work.txt', 4, { start_line: 3 }),
      'Why is it gone?': on('base.txt', 3, { side: 'old', severity: 'nit' }),
      'Never mind.': on('base.txt', 1),
    };
    for (const [body, fields] of Object.entries(wanted)) {
      const answer = await comment(first.id, { ...(fields as object), body });
      expect([answer.status, answer.body.code]).toEqual([201, expect.any(String)]);
      ids[body] = answer.body.id;
    }
    const { body } = await fixture.api.get<CommentListDto>(`/api/attempts/${first.id}/comments`);
    expect(body.items[1]).toEqual({
      id: ids['Is this needed?'],
      project_id: first.project.id,
      task_id: first.task.id,
      attempt_id: first.id,
      path: 'work.txt',
      side: 'new',
      start_line: 3,
      line: 4,
      code: 'gamma\ndelta',
      body: 'Is this needed?',
      severity: 'major',
      author_type: 'user',
      state: 'open',
      sent_with: null,
      position: { path: 'work.txt', side: 'new', start_line: 3, line: 4 },
      seen_in: first.id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      version: 1,
    });
    const page = `/api/attempts/${first.id}/comments?limit=3`;
    const { body: start } = await fixture.api.get<CommentListDto>(page);
    const { body: rest } = await fixture.api.get<CommentListDto>(`${page}&cursor=${start.next_cursor!}`);
    expect([...start.items, ...rest.items]).toEqual(body.items);
    expect(rest.next_cursor).toBeNull();
    expect(body.items[2]).toMatchObject({ side: 'old', code: 'three', severity: 'nit' });
    await told('comment.upserted', { id: ids['Use capitals.'], severity: 'blocker', state: 'open' });
  });

  it('counts in merge readiness and on the card', async () => {
    expect(await openComments(first.id)).toBe(4);
    expect((await fixture.task(first.task.id)).latest_attempt).toMatchObject({ open_comments: 4 });
    await eventually(
      () =>
        watched.frames.some(
          ({ type, row }) => type === 'task.upserted' && row['latest_attempt']?.open_comments === 4,
        ),
      'the card',
    );
  });

  it('can be edited, and thrown away as long as nobody was given it', async () => {
    const id = ids['Use capitals.']!;
    const edited = await change(id, { body: ' Use CAPITALS. ', version: 1 });
    expect(edited).toMatchObject({ status: 200, body: { body: 'Use CAPITALS.', version: 2 } });
    const stale = await change(id, { body: 'x', version: 1 });
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'comment.stale_version', current: { id, body: 'Use CAPITALS.', version: 2 } },
    });
    expect((await fixture.api.delete(`/api/comments/${ids['Never mind.']!}`)).status).toBe(204);
    expect((await change(ids['Never mind.']!, { body: 'x' })).body).toMatchObject({
      status: 404,
      code: 'comment.not_found',
    });
    await told('comment.deleted', { id: ids['Never mind.'] });
    expect(await openComments(first.id)).toBe(3);
  });

  it('travels to the next attempt with file, lines, severity and code', async () => {
    const asked = [ids['Use capitals.']!, ids['Why is it gone?']!];
    childId = await sendBack(first.id, { comment_ids: asked });
    const prompt = await fixture.addedText(childId, 'prompt.md');
    expect(prompt).toContain(
      '1. nit: base.txt, line 3 of the file before your changes\n\n```\nthree\n```\n\nWhy is',
    );
    expect(prompt).toContain('2. blocker: work.txt, line 2\n\n```\nbeta\n```\n\nUse CAPITALS.');
    expect(prompt).not.toContain('Is this needed?');
    const { body } = await fixture.api.get<CommentListDto>(`/api/attempts/${childId}/comments`);
    expect(body.items.map(({ sent_with }) => sent_with)).toEqual([childId, null, childId]);
    expect(await fixture.attempt(childId)).toMatchObject({ feedback: null, parent_attempt_id: first.id });
  });

  it('shows there what became of each line', async () => {
    expect(await seenIn(childId)).toEqual({
      'Use CAPITALS.': ['addressed', null],
      'Is this needed?': ['open', 5],
      'Why is it gone?': ['open', 3],
    });
    expect(await openComments(childId)).toBe(2);
    expect((await fixture.task(first.task.id)).latest_attempt).toMatchObject({
      id: childId,
      open_comments: 2,
    });
    await told('comment.upserted', { id: ids['Use capitals.'], seen_in: childId, state: 'addressed' });
    expect(await seenIn(first.id)).toMatchObject({
      'Use CAPITALS.': ['open', 2],
      'Is this needed?': ['open', 4],
    });
  });

  it('stays on record once it was sent, and is resolved instead', async () => {
    const refused = await fixture.api.delete(`/api/comments/${ids['Use capitals.']!}`);
    expect(refused.body).toMatchObject({ status: 409, code: 'comment.sent', hint: expect.any(String) });
    const id = ids['Is this needed?']!;
    expect((await change(id, { state: 'resolved' })).body).toMatchObject({
      state: 'resolved',
      seen_in: childId,
    });
    await told('comment.upserted', { id, state: 'resolved' });
    expect(await openComments(childId)).toBe(1);
    expect((await fixture.task(first.task.id)).latest_attempt).toMatchObject({ open_comments: 1 });
    const sent = await fixture.act(childId, 'request-changes', { comment_ids: [id] });
    expect(sent.body).toMatchObject({ status: 422, code: 'attempt.comments_resolved' });
    expect((await change(ids['Use capitals.']!, { state: 'open' })).body).toMatchObject({ state: 'open' });
    expect(await openComments(childId)).toBe(2);
  });

  it('is outdated where the base took its lines away, and follows the others', async () => {
    await comment(childId, on('base.txt', 1, { body: 'First of the base.' }));
    await comment(childId, on('base.txt', 4, { body: 'Last of the base.' }));
    commitFiles(first.repository, { 'base.txt': 'zero\nONE\ntwo\nthree\nfour\nfive\n' });
    const { status } = await fixture.act(childId, 'update-from-base');
    expect(status).toBe(200);
    expect(await seenIn(childId)).toEqual({
      'Use CAPITALS.': ['open', null],
      'Is this needed?': ['resolved', 5],
      'Why is it gone?': ['open', 4],
      'First of the base.': ['outdated', null],
      'Last of the base.': ['open', 5],
    });
    expect((await fixture.task(first.task.id)).latest_attempt).toMatchObject({ open_comments: 3 });
  });

  it('is in the parent as it was there, once the next attempt is discarded', async () => {
    await fixture.act(childId, 'discard');
    expect(await seenIn(first.id)).toEqual({
      'Use CAPITALS.': ['open', 2],
      'Is this needed?': ['resolved', 4],
      'Why is it gone?': ['open', 3],
    });
    await told('comment.upserted', { id: ids['Use capitals.'], seen_in: first.id, state: 'open' });
    expect((await fixture.task(first.task.id)).latest_attempt).toMatchObject({
      id: first.id,
      open_comments: 2,
    });
  });
});

describe('a comment that is resolved while the next agent works', () => {
  it('leaves on the card what that does', async () => {
    const working = fixture.unique('working');
    const { id, task } = await run(
      `if test -e work.txt; then echo thinking; ${fixture.meeting.wait(working)}; else seq 1 5 >work.txt; fi`,
    );
    const { body } = await comment(id, on('work.txt', 2));
    const child = await fixture.act(id, 'request-changes', { comment_ids: [body.id] });
    const shown = async () => (await fixture.task(task.id)).latest_attempt;
    await eventually(async () => (await shown())?.activity === 'thinking', 'what the agent does');
    expect((await change(body.id, { state: 'resolved' })).status).toBe(200);
    expect(await shown()).toMatchObject({ activity: 'thinking', open_comments: 0 });
    fixture.meeting.letGo(working);
    expect(await fixture.settled(child.body['id'] as string)).toMatchObject({ status: 'REVIEW_READY' });
  });
});

describe('a comment', () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await run('seq 1 9 >numbers.txt; printf "\\0\\0" >binary.bin');
  });

  it.each<[string, unknown, number, string]>([
    ['a file that is not in the diff', on('readme.txt', 1), 422, 'comment.path_not_in_diff'],
    ['a line behind the last', on('numbers.txt', 10), 422, 'comment.no_such_line'],
    ['the old side of a new file', on('numbers.txt', 1, { side: 'old' }), 422, 'comment.no_such_line'],
    ['what is no text', on('binary.bin', 1), 422, 'comment.not_text'],
    ['lines in reverse', on('numbers.txt', 2, { start_line: 3 }), 422, 'comment.bad_range'],
    ['line 0', on('numbers.txt', 0), 400, 'request.invalid'],
    ['no side that there is', on('numbers.txt', 1, { side: 'both' }), 400, 'request.invalid'],
    ['nothing but blanks', on('numbers.txt', 1, { body: ' \n ' }), 400, 'request.invalid'],
    ['100 kB of text', on('numbers.txt', 1, { body: 'x'.repeat(100_000) }), 400, 'request.invalid'],
    ['a NUL', on('numbers.txt', 1, { body: 'a\0b' }), 400, 'request.invalid'],
    ['half of a surrogate pair', on('numbers.txt', 1, { body: 'a\ud800' }), 400, 'request.invalid'],
  ])('on %s is refused', async (_what, body, status, code) => {
    const answer = await comment(ended.id, body);
    expect(answer).toMatchObject({
      status,
      body: { code, hint: expect.any(String), errors: expect.any(Array) },
    });
    expect(await seenIn(ended.id)).toEqual({});
  });

  it('that is sent again with its key is made once', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const [one, again] = [
      await comment(ended.id, on('numbers.txt', 1), headers),
      await comment(ended.id, on('numbers.txt', 1), headers),
    ];
    expect(again.body).toEqual(one.body);
    expect(Object.keys(await seenIn(ended.id))).toHaveLength(1);
  });

  it('of another attempt is not sent, nor is nothing at all', async () => {
    const other = await run('echo 1 >x.txt');
    const { body } = await comment(other.id, on('x.txt', 1));
    const foreign = await fixture.act(ended.id, 'request-changes', { comment_ids: [body.id] });
    expect(foreign.body).toMatchObject({ status: 422, code: 'attempt.unknown_comments' });
    const nothing = await fixture.act(ended.id, 'request-changes', {});
    expect(nothing.body).toMatchObject({
      status: 422,
      code: 'attempt.no_feedback',
      hint: expect.any(String),
    });
    expect(await fixture.attempt(ended.id)).toMatchObject({ closed: null });
  });

  it('is refused of an attempt that is closed, but what was said can be resolved', async () => {
    const closed = await run('echo 1 >x.txt');
    const { body } = await comment(closed.id, on('x.txt', 1));
    await fixture.act(closed.id, 'discard');
    expect((await comment(closed.id, on('x.txt', 1))).body).toMatchObject({
      status: 409,
      code: 'attempt.closed',
    });
    expect((await change(body.id, { state: 'resolved' })).status).toBe(200);
  });
});

describe('comments whose lines git is asked for', () => {
  /** How git finds out where lines went. */
  const FOLLOWS = '--inter-hunk-context=0';
  const INSERT = 'test -e work.txt && sed -i "1i top" work.txt || seq 1 5 >work.txt';

  it('are outdated when git fails, and the result of the agent is there all the same', async () => {
    const first = await run(INSERT);
    const { body } = await comment(first.id, on('work.txt', 2));
    await comment(first.id, on('work.txt', 4, { body: 'And this?' }));
    inFront.beforeNext(FOLLOWS, 'exit 1');
    const childId = await sendBack(first.id, { comment_ids: [body.id] });
    expect(await fixture.attempt(childId)).toMatchObject({ status: 'REVIEW_READY', failure: null });
    expect(await seenIn(childId)).toEqual({ 'Why?': ['outdated', null], 'And this?': ['outdated', null] });
  });

  it('keep nobody waiting; one that is made meanwhile has no lines any more', async () => {
    const first = await run('sed -i "s/five/FIVE/" base.txt');
    await comment(first.id, on('base.txt', 5));
    commitFiles(first.repository, { 'base.txt': `zero\n${FILES['base.txt']}` });
    inFront.beforeNext(FOLLOWS, fixture.meeting.wait('follow'));
    const updating = fixture.act(first.id, 'update-from-base');
    await fixture.meeting.arrival('follow');
    const { status } = await comment(first.id, on('base.txt', 4, { body: 'Meanwhile.' }));
    fixture.meeting.letGo('follow');
    expect([status, (await updating).status]).toEqual([201, 200]);
    expect(await seenIn(first.id)).toEqual({ 'Why?': ['open', 6], 'Meanwhile.': ['outdated', null] });
  });
});

describe('a comment that goes on to the next attempt while it is being opened again', () => {
  it('is open there', async () => {
    const first = await run('test -e work.txt || seq 1 5 >work.txt');
    const { body } = await comment(first.id, on('work.txt', 2));
    await fixture.query(`update comment_places set state = 'outdated' where comment_id = $1`, [body.id]);
    const release = await holdAttempt(first.id);
    const sending = fixture.act(first.id, 'request-changes', { feedback: 'Go on.' });
    await waitForLocks(1);
    const opening = change(body.id, { state: 'open' });
    await waitForLocks(2);
    await release();
    const childId = (await sending).body['id'] as string;
    expect((await opening).body).toMatchObject({ state: 'open', seen_in: childId });
    await fixture.settled(childId);
    expect(await seenIn(childId)).toEqual({ 'Why?': ['open', 2] });
    expect((await fixture.task(first.task.id)).latest_attempt).toMatchObject({
      id: childId,
      open_comments: 1,
    });
  });

  /** Whoever comes for the attempt's row waits in line, until what is returned is called. */
  async function holdAttempt(id: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: fixture.server.databaseUrl! });
    await client.connect();
    await client.query('begin');
    await client.query('select 1 from attempts where id = $1 for update', [id]);
    return () => client.end();
  }

  const waitForLocks = (count: number) =>
    eventually(async () => {
      const waiting = await fixture.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.length === count;
    }, `${count} who wait for the attempt`);
});
