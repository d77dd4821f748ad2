import { AttemptFixture, type Ended } from './support/attempt-fixture.js';
import { git } from './support/git-fixture.js';

const KEY = 'sk-test-4f9a1c7e2b8d4f60a3c5';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

interface Values {
  readonly agent: string;
  readonly env: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** An attempt of a project whose sealed values its runs are given. */
async function runWith({ agent, env, files = { 'readme.md': 'hello\n' } }: Values): Promise<Ended> {
  const repository = fixture.repository(files);
  const project = await fixture.createProject({ local_path: repository });
  expect((await fixture.api.put(`/api/projects/${project.id}/env`, env)).status).toBe(200);
  const { id: agentId } = await fixture.createAgent(agent);
  const task = await fixture.createTask(project.id, { agent_id: agentId });
  const { id } = await fixture.startAttempt(task.id);
  return { repository, project, task, id, attempt: await fixture.settled(id) };
}

async function whatIsMissing(attemptId: string): Promise<unknown> {
  const { body } = await fixture.api.get(`/api/attempts/${attemptId}/merge-preview`);
  return body['missing_evidence'];
}

async function warnings(attemptId: string): Promise<string[]> {
  return (await fixture.storedEvents(attemptId)).flatMap(({ event: { kind, payload } }) =>
    kind === 'LOG' && payload.level === 'WARN' ? [payload.message] : [],
  );
}

describe('a key in what an agent wrote', () => {
  it('is warned of, and merged only by an override that names its file', async () => {
    const agent =
      'mkdir -p "my config"; printf "%s" "$TOKEN" | base64 >"my config/é.txt"; echo fine >other.txt';
    const { id, repository, attempt } = await runWith({ agent, env: { TOKEN: KEY } });
    expect(attempt.status).toBe('REVIEW_READY');
    expect(await warnings(id)).toContain('One of the keys that this run was given is in my config/é.txt');
    const items = ['secret:my config/é.txt'];
    expect(await whatIsMissing(id)).toEqual(items);

    const before = git(repository, 'rev-parse', 'main');
    const refused = await fixture.approve(id);
    expect(refused).toMatchObject({ status: 409, body: { code: 'attempt.evidence', items } });
    expect(git(repository, 'rev-parse', 'main')).toBe(before);
    const merged = await fixture.approve(id, { override: { reason: 'It is a test key.', items } });
    expect(merged.body).toMatchObject({ status: 'APPROVED_MERGED' });
  });

  it('is merged by an override whatever its file is called', async () => {
    const agent = `echo "$TOKEN" >"$(printf 'a\\rb: c.txt')"`;
    const { id } = await runWith({ agent, env: { TOKEN: KEY } });
    const items = ['secret:a\rb: c.txt'];
    expect(await whatIsMissing(id)).toEqual(items);
    const merged = await fixture.approve(id, { override: { reason: 'It is a test key.', items } });
    expect(merged.body).toMatchObject({ status: 'APPROVED_MERGED' });
  });

  it('still counts after a follow-up took it out of the file: the commits hold it', async () => {
    const { id } = await runWith({ agent: 'echo "$TOKEN" >config.txt', env: { TOKEN: KEY } });
    const { id: cleaner } = await fixture.createAgent('rm config.txt; echo ok >done.txt');
    const request = { feedback: 'Take the key out.', agent_id: cleaner };
    const { body } = await fixture.act(id, 'request-changes', request);
    const child = body['id'] as string;
    await fixture.settled(child);
    expect(await fixture.changedPaths(child)).toEqual(['done.txt']);
    expect(await whatIsMissing(child)).toEqual(['secret:config.txt']);
  });

  it('is named in each file that has it, however alike they are, also where the base has one', async () => {
    const files = { 'own.env': `${KEY}\n` };
    const agent =
      'mkdir a z; cp own.env a/one.env; cp own.env z/two.env; git mv own.env moved.env 2>/dev/null || mv own.env moved.env';
    const { id } = await runWith({ agent, env: { TOKEN: KEY }, files });
    const found = (await whatIsMissing(id)) as string[];
    expect(found).toHaveLength(2); // one of the three is the base's file by another name
    const many = 'for n in $(seq 45); do echo "$TOKEN $n" >"$n.txt"; done';
    const other = await runWith({ agent: many, env: { TOKEN: KEY } });
    const items = (await whatIsMissing(other.id)) as string[];
    expect(items).toHaveLength(41);
    expect(items.at(-1)).toBe('secret:5 more');
    const override = { reason: 'All of a test.', items };
    expect((await fixture.approve(other.id, { override })).body).toMatchObject({ status: 'APPROVED_MERGED' });
  });

  it('is found in the name of a file too, and in UTF-16; a name that the base has is not the agent’s', async () => {
    const agent = [
      'echo fine >"a-$TOKEN.txt"',
      'mkdir "b-$TOKEN" && echo fine >"b-$TOKEN/fine.txt"',
      `echo fine >"$(printf 'c\\n%s.txt' "$TOKEN")"`,
      'echo changed >"old-$TOKEN.txt"',
      'printf "%s" "$TOKEN" | iconv -t UTF-16LE >wide.txt',
    ].join('; ');
    const { id } = await runWith({
      agent,
      env: { TOKEN: KEY },
      files: { [`old-${KEY}.txt`]: 'as it was\n' },
    });
    const items = (await whatIsMissing(id)) as string[];
    expect(items.sort()).toEqual([
      'secret:a-[redacted].txt',
      'secret:b-[redacted]',
      'secret:b-[redacted]/fine.txt',
      'secret:c\n[redacted].txt',
      'secret:wide.txt',
    ]);
    const override = { reason: 'All of a test.', items };
    expect((await fixture.approve(id, { override })).body).toMatchObject({ status: 'APPROVED_MERGED' });
  });

  it('that the base has in that file already is not the agent’s, a second copy is', async () => {
    const files = { 'one.txt': `${KEY}\n`, 'two.txt': `${KEY}\n` };
    const agent = 'echo more >>one.txt; echo "$TOKEN" >>two.txt';
    const { id } = await runWith({ agent, env: { TOKEN: KEY }, files });
    expect(await fixture.changedPaths(id)).toEqual(['one.txt', 'two.txt']);
    expect(await whatIsMissing(id)).toEqual(['secret:two.txt']);
  });

  it('is found as the password of an address; a setting is no key', async () => {
    const env = {
      DATABASE: 'postgres://user:pa55%2Dw0rd@db.example/app',
      MODE: 'production',
      ENDPOINT: 'https://service-20.example/v1/items',
    };
    const agent = 'echo "$MODE $ENDPOINT" >settings.txt; echo "password: pa55-w0rd" >database.txt';
    const { id } = await runWith({ agent, env });
    expect(await whatIsMissing(id)).toEqual(['secret:database.txt']);
  });

  it('of the model’s provider is one too, anywhere in a large file', async () => {
    const { status } = await fixture.api.put('/api/keys/anthropic', { value: KEY });
    expect(status).toBe(200);
    const agent = 'yes "some text" | head -c 3000001 >big.txt; echo "$ANTHROPIC_API_KEY" >>big.txt';
    const { id } = await fixture.run({ agent, agentFields: { env_allow: ['ANTHROPIC_API_KEY'] } });
    expect(await whatIsMissing(id)).toEqual(['secret:big.txt']);
  });
});
