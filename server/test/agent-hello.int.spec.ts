import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AttemptFixture } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';

/** Profiles that say hello, and the keys that they and attempts get. */
let fixture: AttemptFixture;
const SERVERS_KEY = 'sk-of-the-server-0123456789';
const OWNERS_KEY = 'sk-of-the-owner-0123456789';
const PROJECTS_KEY = 'sk-of-the-project-0123456789';

beforeAll(async () => {
  fixture = await AttemptFixture.start({ ANTHROPIC_API_KEY: SERVERS_KEY });
});
afterAll(() => fixture.stop());

const hello = async (command: string, fields: object = {}, body: object = {}) => {
  const agent = await fixture.createAgent(command, { ...fields });
  return fixture.api.post(`/api/agents/${agent.id}/hello`, body);
};

const trialsLeft = (): string[] => {
  const folder = join(fixture.server.dataDir, 'trials');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('hello', () => {
  it('runs the profile once in an empty repository, contained, and leaves nothing', async () => {
    const { status, body } = await hello('cat; git status --porcelain=v2 --branch; ls -A; echo done >&2');
    expect([status, body]).toEqual([
      200,
      {
        ok: true,
        detail: expect.stringContaining('answered'),
        output: expect.stringMatching(/^Say hello in one sentence; change nothing\.[^]*initial[^]*\.git$/m),
        exit_code: 0,
        duration_ms: expect.any(Number),
        isolation: expect.objectContaining({ network: 'open' }),
        hint: null,
      },
    ]);
    expect(body['output']).toContain('done');
    expect(trialsLeft()).toEqual([]);
  });

  it('answers what went wrong, and with what to do', async () => {
    const [missing, signedOut, uncontained] = await Promise.all([
      hello('no-such-agent --say'),
      hello('echo "Invalid API key" >&2; exit 1'),
      hello('true', { sandbox: 'off', network: 'none' }),
    ]);
    expect([missing.status, missing.body]).toMatchObject([
      200,
      { ok: false, exit_code: 127, detail: 'no-such-agent was not found.', hint: expect.any(String) },
    ]);
    expect(signedOut.body).toMatchObject({ ok: false, detail: expect.stringContaining('signed in') });
    expect([uncontained.status, uncontained.body]).toMatchObject([
      200,
      { ok: false, exit_code: null, isolation: null, hint: expect.any(String) },
    ]);
  });

  it('stops a profile that does not end, with all that it started, and keeps the end of what is said', async () => {
    const name = fixture.unique('slow');
    const command = `echo begun; ${fixture.meeting.wait(name)} & wait`;
    const [{ status, body }, endless] = await Promise.all([
      hello(command, { limits: { max_runtime_s: 2 } }),
      hello('seq 1 30000; echo last'),
    ]);
    expect([status, body]).toMatchObject([
      200,
      { ok: false, output: 'begun', detail: expect.stringContaining('2 s') },
    ]);
    await fixture.meeting.departure(name);
    expect(trialsLeft()).toEqual([]);
    const { output } = endless.body as { output: string };
    expect(output.length).toBeLessThanOrEqual(16 * 1024);
    expect(output).toMatch(/\n30000\nlast$/);
  });

  it('is said by four agents at the same time, and by the next when one of them is done', async () => {
    const names = [1, 2, 3, 4].map(() => fixture.unique('hello'));
    const said = names.map((name) => hello(fixture.meeting.wait(name)));
    await Promise.all(names.map((name) => fixture.meeting.arrival(name)));
    const { status, body } = await hello('true');
    expect([status, body]).toMatchObject([429, { code: 'agent.too_many_hellos', hint: expect.any(String) }]);
    for (const name of names) fixture.meeting.letGo(name);
    for (const answer of await Promise.all(said)) expect(answer.status).toBe(200);
    expect((await hello('true')).status).toBe(200);
  });

  it('is said once at a time by an agent, and ends with a server that is killed', async () => {
    const name = fixture.unique('hello');
    const agent = await fixture.createAgent(fixture.meeting.wait(name));
    const url = `/api/agents/${agent.id}/hello`;
    const first = fixture.api.post(url, {}).catch(() => undefined);
    await fixture.meeting.arrival(name);
    const { status, body } = await fixture.api.post(url, {});
    expect([status, body['code']]).toEqual([409, 'agent.hello_under_way']);
    await fixture.server.kill('SIGKILL');
    await first;
    await fixture.meeting.departure(name);
    await fixture.server.resume();
    await eventually(() => trialsLeft().length === 0, 'the removal of the trial');
  });
});

describe('stored keys', () => {
  const PRINT = 'printf %s "$ANTHROPIC_API_KEY" | sha256sum | cut -c1-64; echo "it is <$ANTHROPIC_API_KEY>"';
  const fingerprint = (key: string) => createHash('sha256').update(key).digest('hex');
  const store = (provider: string, value: string, query = '') =>
    fixture.api.put(`/api/keys/${provider}${query}`, { value });

  it('are read back by their end only, and sealed at rest', async () => {
    const stored = await store('openai', 'sk-openai-secret-9876');
    const key = { provider: 'openai', project_id: null, last4: '9876', created_at: expect.any(String) };
    expect([stored.status, stored.body]).toEqual([200, key]);
    await store('openai', 'sk-openai-secret-5432');
    const { body } = await fixture.api.get('/api/keys');
    expect(body['items']).toEqual([{ ...key, last4: '5432' }]);
    const rows = await fixture.query('select * from provider_keys');
    expect(JSON.stringify(rows)).not.toContain('sk-openai');
    expect((await fixture.api.delete('/api/keys/openai')).status).toBe(204);
    expect((await fixture.api.delete('/api/keys/openai')).body).toMatchObject({ code: 'key.not_found' });
  });

  it.each([
    ['/api/keys/magic', { value: 'sk-0123456789' }, 'provider'],
    ['/api/keys/openai', { value: 'short' }, 'value'],
    ['/api/keys/openai', { value: 'with white space' }, 'value'],
    ['/api/keys/openai?project_id=7', { value: 'sk-0123456789' }, 'project_id'],
  ])('are refused at %s with %j', async (url, body, path) => {
    const answer = await fixture.api.put(url, body);
    expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ path }] }]);
  });

  it('go to a profile that needs them, or names them, and to no other; the narrowest wins', async () => {
    const project = await fixture.createProject({ local_path: fixture.repository() });
    const theirs = await fixture.createProject({ local_path: fixture.repository() });
    await fixture.giveAway(theirs.id);
    const refused = await store('anthropic', PROJECTS_KEY, `?project_id=${theirs.id}`);
    expect([refused.status, refused.body['code']]).toEqual([404, 'project.not_found']);

    const outputOf = async (fields: object, body = {}) =>
      (await hello(PRINT, fields, body)).body['output'] as string;
    expect(await outputOf({ preset: 'claude' })).toContain(fingerprint(SERVERS_KEY));
    await store('anthropic', OWNERS_KEY);
    await store('anthropic', PROJECTS_KEY, `?project_id=${project.id}`);
    const inProject = { project_id: project.id };
    const outputs = await Promise.all([
      outputOf({ preset: 'claude' }),
      outputOf({ env_allow: ['ANTHROPIC_API_KEY'] }),
      outputOf({ preset: 'codex' }),
      outputOf({ preset: 'claude' }, inProject),
    ]);
    expect(outputs).toEqual(
      [OWNERS_KEY, OWNERS_KEY, '', PROJECTS_KEY].map((key) => expect.stringContaining(fingerprint(key))),
    );
    expect(JSON.stringify(outputs)).not.toMatch(/sk-of-the/);
  });

  it('reach the agent of an attempt, and neither its log nor its gates', async () => {
    await store('anthropic', OWNERS_KEY);
    const { attempt } = await fixture.run({
      agent: `${PRINT}; printf %s "$ANTHROPIC_API_KEY" | sha256sum | cut -c1-64 >sum.txt`,
      agentFields: { preset: 'claude' },
      project: { commands: { test: 'test -z "$ANTHROPIC_API_KEY"' } },
    });
    expect(await fixture.addedText(attempt.id, 'sum.txt')).toBe(`${fingerprint(OWNERS_KEY)}\n`);
    expect(attempt.gates).toMatchObject([{ gate: 'test', status: 'passed' }]);
    const events = JSON.stringify(await fixture.storedEvents(attempt.id));
    expect(events).toContain('it is <');
    expect(events).not.toContain(OWNERS_KEY);
    const log = attempt.artifacts.find(({ kind }) => kind === 'log')!;
    const text = (await fixture.api.get<string>(`/api/artifacts/${log.id}`)).body;
    expect(text).toContain('it is <');
    expect(text).not.toContain(OWNERS_KEY);
  });

  it('make a profile ready, which says what it lacks without them', async () => {
    const readinessOf = async (id: string) => {
      const { body } = await fixture.api.get<{ items: { agent_id: string }[] }>('/api/agents/readiness');
      return body.items.find((item) => item.agent_id === id);
    };
    const agent = await fixture.createAgent('sh -c true', { preset: 'codex' });
    expect(await readinessOf(agent.id)).toMatchObject({
      ok: false,
      fault: 'key',
      hint: expect.stringContaining('OPENAI_API_KEY'),
    });
    await store('openai', 'sk-openai-secret-9876');
    expect(await readinessOf(agent.id)).toMatchObject({ ok: true, fault: null });
    const missing = await fixture.createAgent('no-such-agent');
    expect(await readinessOf(missing.id)).toMatchObject({ ok: false, fault: 'program' });
  });
});
