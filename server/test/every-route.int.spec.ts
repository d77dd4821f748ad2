import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { randomUUID } from 'node:crypto';
import { hashSecret } from '../src/auth/credentials.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import {
  exampleOf,
  type OpenApiDocument,
  type Operation,
  operationsOf,
} from './support/openapi-operations.js';

/** Each route of the document, so that a new one is tested by existing. */
const STRANGERS_TOKEN = 'a-strangers-token';

let fixture: AttemptFixture;
let document: OpenApiDocument;
let operations: Operation[];
/** Of the owner, by the name of their parameter. */
let ids: Record<string, string>;
let cookie: string;

beforeAll(async () => {
  fixture = await AttemptFixture.start();
  document = (await (await fetch(`${fixture.server.url}/api/openapi.json`)).json()) as OpenApiDocument;
  operations = operationsOf(document);
  ids = await createOneOfEach();
  await createStranger();
  const token = new URL(fixture.server.link).hash.replace('#token=', '');
  const { headers } = await fixture.api.as({}).post('/api/session', { token });
  cookie = headers.getSetCookie()[0]!.split(';')[0]!;
});
afterAll(() => fixture.stop());

async function createOneOfEach(): Promise<Record<string, string>> {
  const { project, task, attempt } = await fixture.run({
    agent: 'echo 1 >new.txt',
    task: { acceptance_criteria: [{ text: 'It works' }] },
  });
  const subtask = await fixture.api.post(`/api/tasks/${task.id}/subtasks`, { title: 'private' });
  const message = await fixture.api.post(`/api/tasks/${task.id}/messages`, { content: 'private' });
  const filter = await fixture.api.post(`/api/projects/${project.id}/filters`, {
    name: 'private',
    query: {},
  });
  const token = await fixture.api.post('/api/tokens', { name: 'private' });
  const lines = { path: 'new.txt', side: 'new', line: 1 };
  const comment = await fixture.act(attempt.id, 'comments', { ...lines, body: 'private' });
  return {
    project_id: project.id,
    task_id: task.id,
    criterion_id: task.acceptance_criteria[0]!.id,
    subtask_id: subtask.body['id'] as string,
    agent_id: attempt.agent_id!,
    attempt_id: attempt.id,
    artifact_id: attempt.artifacts[0]!.id,
    comment_id: comment.body['id'] as string,
    token_id: token.body['id'] as string,
    message_id: message.body['id'] as string,
    filter_id: filter.body['id'] as string,
    request_id: randomUUID(),
  };
}

async function createStranger(): Promise<void> {
  const stranger = randomUUID();
  await fixture.query(`insert into users (id, name) values ($1, 'Stranger')`, [stranger]);
  await fixture.query(
    `insert into api_tokens (id, user_id, name, token_hash, last4) values ($1, $2, 'theirs', $3, 'oken')`,
    [randomUUID(), stranger, hashSecret(STRANGERS_TOKEN)],
  );
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** `fetch` would set Host itself. */
async function send(operation: Operation, headers: Record<string, string>): Promise<Answer> {
  const { path, body } = exampleOf(document, operation, { ...ids, provider: 'anthropic' });
  const call = request(fixture.server.url + path, {
    method: operation.method.toUpperCase(),
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
  });
  call.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode!, text };
}

/** Everything that is stored, but for when a token was last used. */
async function fingerprint(): Promise<unknown> {
  const tables = await fixture.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const sums = tables.map(({ name }) =>
    fixture.query(
      `select '${name}' as name, count(*), md5(string_agg((to_jsonb(t) - 'last_used_at')::text, '' order by to_jsonb(t)::text))
       from "${name}" t`,
    ),
  );
  return Promise.all(sums);
}

async function answersOf(
  wanted: (operation: Operation) => boolean,
  headers: () => Record<string, string>,
): Promise<Record<string, Answer>> {
  const before = await fingerprint();
  const answers: Record<string, Answer> = {};
  for (const operation of operations.filter(wanted)) {
    answers[`${operation.method} ${operation.path}`] = await send(operation, headers());
  }
  expect(Object.keys(answers).length).toBeGreaterThan(5);
  expect(await fingerprint()).toEqual(before);
  return answers;
}

const statuses = (answers: Record<string, Answer>) =>
  Object.entries(answers).map(([route, { status }]) => [route, status]);
const all = (answers: Record<string, Answer>, status: number) =>
  Object.keys(answers).map((route) => [route, status]);

const isPublic = ({ security }: Operation): boolean => security?.length === 0;
const changes = ({ method }: Operation): boolean => method !== 'get';
/** Not a provider, of which everybody may have a key. */
const namesSomething = (operation: Operation): boolean =>
  /\{(?!provider\})/.test(operation.path) ||
  JSON.stringify(exampleOf(document, operation, { ...ids, provider: 'anthropic' })).includes(
    ids['project_id']!,
  );
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

describe('every route, and nothing is done,', () => {
  it.each<[string, () => Record<string, string>]>([
    ['no credentials', () => ({})],
    ['a wrong token', () => bearer('wrong')],
    [
      'the cookie of another port',
      () => ({ Cookie: cookie.replace(/_\d+=/, '_1='), Origin: fixture.server.url }),
    ],
  ])('answers 401 to %s, unless it is public', async (_who, headers) => {
    const answers = await answersOf((operation) => !isPublic(operation), headers);
    expect(statuses(answers)).toEqual(all(answers, 401));
  });

  it('answers 403 to a foreign Host, also with a token', async () => {
    const headers = () => ({ ...bearer(fixture.server.token), Host: 'evil.example' });
    const answers = await answersOf(() => true, headers);
    expect(statuses(answers)).toEqual(all(answers, 403));
  });

  it.each<[string, () => Record<string, string>]>([
    ['a cookie without Origin', () => ({ Cookie: cookie })],
    ['a cookie and a foreign Origin', () => ({ Cookie: cookie, Origin: 'https://evil.example' })],
    [
      'a token and a foreign Origin',
      () => ({ ...bearer(fixture.server.token), Origin: 'https://evil.example' }),
    ],
  ])('that changes something answers 403 to %s', async (_who, headers) => {
    const answers = await answersOf(changes, headers);
    expect(statuses(answers)).toEqual(all(answers, 403));
  });

  it("answers 404 to another user's token, for what is not theirs", async () => {
    const answers = await answersOf(namesSomething, () => bearer(STRANGERS_TOKEN));
    expect(statuses(answers)).toEqual(all(answers, 404));
  });

  it('that lists shows another user nothing', async () => {
    const lists = (operation: Operation) => !changes(operation) && !namesSomething(operation);
    const answers = await answersOf(lists, () => bearer(STRANGERS_TOKEN));
    const shown = Object.values(ids).filter((id) => JSON.stringify(answers).includes(id));
    expect(shown).toEqual([]);
  });
});
