import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttemptDetailDto } from '../src/attempts/attempts.dto.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { git, writeFiles } from './support/git-fixture.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start({ ANTHROPIC_API_KEY: 'sk-ant-the-servers-own-key' });
});
afterAll(() => fixture.stop());

const artifactNames = ({ artifacts }: AttemptDetailDto): string[] => artifacts.map(({ name }) => name).sort();

describe('an agent that fails', () => {
  it('fails its attempt, whose diff, log and summary are kept, without gates', async () => {
    const { id, attempt, task } = await fixture.run({
      agent: 'echo working; echo 1 >new.txt; exit 3',
      project: { commands: { test: 'true' } },
    });
    expect(attempt).toMatchObject({
      status: 'FAILED',
      failure: { reason: 'agent_failed', message: expect.stringContaining('3'), retryable: true },
      gates: [],
    });
    expect(artifactNames(attempt)).toEqual(['agent.log', 'changes.patch', 'summary.md']);
    expect(attempt.summary).toContain('The attempt failed');
    expect(await fixture.changedPaths(id)).toEqual(['new.txt']);
    expect(await fixture.task(task.id)).toMatchObject({
      status: 'in_progress',
      needs_attention: { reason: 'attempt_failed', ref: id },
    });
    const last = (await fixture.storedEvents(id)).filter(({ event }) => event.kind === 'STATUS').at(-1);
    expect(last?.['event'].payload).toEqual({ from: 'RUNNING', to: 'FAILED', reason: 'agent_failed' });
  });

  it('by a signal says so', async () => {
    const { attempt } = await fixture.run({ agent: 'exec sh -c "kill -9 \\$\\$"' });
    expect(attempt).toMatchObject({ status: 'FAILED', failure: { reason: 'agent_failed' } });
  });

  it('by using up the time of the project is stopped, and keeps its diff', async () => {
    const { id, attempt } = await fixture.run({
      agent: 'echo 1 >new.txt; echo up; sleep 600',
      project: { budgets: { max_runtime_s: 10 } },
    });
    expect(attempt).toMatchObject({ status: 'FAILED', failure: { reason: 'agent_timeout' } });
    expect(await fixture.changedPaths(id)).toEqual(['new.txt']);
  });

  it('by using up the time of its own profile is stopped too', async () => {
    const { attempt } = await fixture.run({
      agent: 'sleep 600',
      agentFields: { limits: { max_runtime_s: 1 } },
    });
    expect(attempt).toMatchObject({ status: 'FAILED', failure: { reason: 'agent_timeout' } });
  });

  it('by emptying its workspace ends in order', async () => {
    const { attempt } = await fixture.run({ agent: 'rm -rf ./* ./.git; exit 0' });
    expect(['REVIEW_READY', 'FAILED']).toContain(attempt.status);
    expect(attempt.failure?.reason).not.toBe('internal');
  });
});

describe('a start', () => {
  it('beyond the attempts of an hour is refused, and says when to come back', async () => {
    const { task } = await fixture.run({ agent: 'true', project: { budgets: { max_attempts_per_hour: 1 } } });
    const { status, headers, body } = await fixture.api.post(`/api/tasks/${task.id}/attempts`, {});
    expect({ status, code: body['code'] as string }).toEqual({ status: 429, code: 'attempt.budget' });
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(3_000);
    expect(seconds).toBeLessThanOrEqual(3_600);
  });

  it('beyond the attempts of an hour of its profile is refused in every project; the stricter limit wins', async () => {
    const agentFields = { limits: { max_attempts_per_hour: 2 } };
    const { task, attempt } = await fixture.run({ agent: 'true', agentFields });
    const agent_id = attempt.agent_id;
    const start = async (taskId: string, body: object = {}) => {
      const answer = await fixture.api.post(`/api/tasks/${taskId}/attempts`, body);
      return answer.status === 201 ? 201 : `${answer.body['code'] as string}: ${answer.body['detail']}`;
    };
    const profileIsFull = 'attempt.budget: The agent profile starts at most 2 attempts an hour.';

    const strict = { budgets: { max_attempts_per_hour: 1 } };
    const other = await fixture.createProject({ local_path: fixture.repository(), ...strict });
    const there = await fixture.createTask(other.id, { agent_id });
    expect(await start(there.id)).toBe(201);
    expect(await start(there.id)).toBe('attempt.budget: The project starts at most 1 attempt an hour.');
    expect(await start(task.id)).toBe(profileIsFull);
    const free = await fixture.createAgent('true');
    expect(await start(task.id, { agent_ids: [free.id, agent_id] })).toBe(profileIsFull);
    expect(await start(task.id, { agent_id: free.id })).toBe(201);
  });

  it('without an agent is refused', async () => {
    const project = await fixture.createProject({ local_path: fixture.repository() });
    const task = await fixture.createTask(project.id);
    const { status, body } = await fixture.api.post(`/api/tasks/${task.id}/attempts`, {});
    expect({ status, code: body['code'] as string }).toEqual({ status: 422, code: 'attempt.no_agent' });
  });

  it('from a branch that does not exist fails with its name', async () => {
    const { task } = await fixture.run({ agent: 'true' });
    const { id } = await fixture.startAttempt(task.id, { base_branch: 'no-such-branch' });
    expect(await fixture.settled(id)).toMatchObject({
      status: 'FAILED',
      failure: { reason: 'workspace_prepare_failed', message: expect.stringContaining('no-such-branch') },
    });
  });

  it('from another branch works on that and is merged into it', async () => {
    const { repository, task } = await fixture.run({ agent: 'cat branch.txt >copy.txt || true' });
    git(repository, 'checkout', '-qb', 'feature');
    writeFiles(repository, { 'branch.txt': 'feature\n' });
    git(repository, 'add', '-A');
    git(repository, 'commit', '-qm', 'feature');
    git(repository, 'checkout', '-q', 'main');
    const { id } = await fixture.startAttempt(task.id, { base_branch: 'feature' });
    await fixture.settled(id);
    await fixture.approve(id);
    expect(git(repository, 'show', 'feature:copy.txt')).toBe('feature');
    expect(git(repository, 'rev-list', '--count', 'main')).toBe('1');
  });

  it('with an unknown property is refused with its path', async () => {
    const { task } = await fixture.run({ agent: 'true' });
    const { status, body } = await fixture.api.post(`/api/tasks/${task.id}/attempts`, {
      agent: 'x',
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ path: 'agent' }] });
  });

  it('with the same idempotency key starts one attempt', async () => {
    const { task } = await fixture.run({ agent: 'true' });
    const path = `/api/tasks/${task.id}/attempts`;
    const key = { 'Idempotency-Key': fixture.unique('key') };
    const [first, second] = [await fixture.api.post(path, {}, key), await fixture.api.post(path, {}, key)];
    expect(second.body['id']).toBe(first.body['id']);
    expect((await fixture.api.get(path)).body['items']).toHaveLength(2);
    await fixture.settled(first.body['id'] as string);
  });
});

describe('the environment of a project', () => {
  const secret = 'p4ssw0rd-with-umlaut-ü-and-more';
  const base64 = Buffer.from(secret).toString('base64');

  async function runWithSecret(agent: string, test: string) {
    const project = await fixture.createProject({ local_path: fixture.repository(), commands: { test } });
    const { status } = await fixture.api.put(`/api/projects/${project.id}/env`, {
      API_PASSWORD: secret,
    });
    expect(status).toBeLessThan(300);
    const profile = await fixture.createAgent(agent);
    const task = await fixture.createTask(project.id, { agent_id: profile.id });
    const { id } = await fixture.startAttempt(task.id);
    const stream = fixture.follow(id);
    await stream.ended;
    return { id: id, stream, attempt: await fixture.attempt(id) };
  }

  it('reaches agent and gates, and is redacted wherever they say it', async () => {
    const tell =
      'echo "plain $API_PASSWORD"; printf %s "$API_PASSWORD" | base64 -w0; echo; printf "%s" "$API_PASSWORD" | cut -c1-10; echo "$API_PASSWORD" >&2';
    const message = `printf '{"kind":"MESSAGE","payload":{"text":"it is %s"}}\\n' "$API_PASSWORD" >>"$AGENT_EVENTS_FILE"`;
    const known = `test "$(printf %s "$API_PASSWORD" | sha256sum | cut -c1-64)" = ${sha256(secret)}`;
    const { id, stream, attempt } = await runWithSecret(
      `${known} || exit 9; ${tell}; ${message}`,
      `${known} && { ${tell}; }`,
    );
    expect(attempt).toMatchObject({ status: 'REVIEW_READY', gates: [{ status: 'passed' }] });
    expect(stream.lines().some((line) => line.startsWith('plain '))).toBe(true);
    const texts = [
      JSON.stringify(stream.frames),
      JSON.stringify(await fixture.storedEvents(id)),
      JSON.stringify(attempt),
    ];
    for (const artifact of attempt.artifacts)
      texts.push((await fixture.api.get<string | undefined>(`/api/artifacts/${artifact.id}`)).body ?? '');
    texts.push(...(await runFilesOf(id)));
    for (const text of texts) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(base64);
    }
  });

  it('holds nothing of the server itself', async () => {
    const { id } = await fixture.run({
      agent: `env >env.txt; tr '\\0' '\\n' </proc/1/environ >>env.txt || true`,
    });
    const { body } = await fixture.api.get(`/api/attempts/${id}/diff/file?path=env.txt`);
    const text = JSON.stringify(body);
    expect(text).toContain('HOME=');
    for (const foreign of ['sk-ant-the-servers-own-key', 'DATABASE_URL', 'DATA_DIR=', 'RATE_LIMIT'])
      expect(text).not.toContain(foreign);
  });

  it('gets what a profile names from the server, and no gate gets that', async () => {
    const probe = 'test "$ANTHROPIC_API_KEY" = sk-ant-the-servers-own-key';
    const { attempt } = await fixture.run({
      agent: `${probe} && echo 1 >new.txt`,
      agentFields: { env_allow: ['ANTHROPIC_API_KEY'] },
      project: { commands: { test: 'test -z "$ANTHROPIC_API_KEY"' } },
    });
    expect(attempt).toMatchObject({ status: 'REVIEW_READY', gates: [{ status: 'passed' }] });
  });

  async function runFilesOf(attemptId: string): Promise<string[]> {
    const folder = join(fixture.server.dataDir, 'attempts', attemptId, 'runs');
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile() && !entry.parentPath.includes('exchange'));
    return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
  }
});

describe('workspace files', () => {
  it('reach agent and gates without being part of the diff', async () => {
    const repository = fixture.repository({ '.gitignore': '.env\nconfig/\n', 'a.txt': 'a\n' });
    writeFiles(repository, { '.env': 'PORT=1\n', 'config/local.json': '{}\n', 'config/other.txt': 'no\n' });
    const there = 'test -f .env && test -f config/local.json && test ! -e config/other.txt';
    const { id, attempt } = await fixture.run({
      repository,
      agent: `${there} && echo 1 >new.txt`,
      project: { commands: { test: there }, setup: { workspace_files: ['.env', 'config/*.json'] } },
    });
    expect(attempt).toMatchObject({ status: 'REVIEW_READY', gates: [{ status: 'passed' }] });
    expect(await fixture.changedPaths(id)).toEqual(['new.txt']);
  });

  it('that the repository does not ignore are not part of the diff either', async () => {
    const repository = fixture.repository();
    writeFileSync(join(repository, 'secrets.env'), 'TOKEN=1\n');
    const { id } = await fixture.run({
      repository,
      agent: 'test -f secrets.env && echo 1 >new.txt',
      project: { setup: { workspace_files: ['secrets.env'] } },
    });
    expect(await fixture.changedPaths(id)).toEqual(['new.txt']);
  });
});

describe('events that an agent reports', () => {
  it('become events of the attempt, its usage and its summary', async () => {
    const report = (kind: string, payload: object): string =>
      `echo '${JSON.stringify({ kind, payload })}' >>"$AGENT_EVENTS_FILE"`;
    const { id, attempt } = await fixture.run({
      agent: [
        report('MESSAGE', { text: 'I begin.' }),
        report('TOOL', { id: 't1', name: 'read', tool_kind: 'read', status: 'completed' }),
        report('USAGE', { input_tokens: 10, output_tokens: 20, cost_usd: 0.5 }),
        report('STATUS', { from: 'RUNNING', to: 'APPROVED_MERGED' }),
        report('GATE_RESULT', { gate: 'test', exit_code: 0 }),
        report('MESSAGE', { text: 'All done.' }),
      ].join('\n'),
    });
    expect(attempt).toMatchObject({
      status: 'REVIEW_READY',
      summary: 'All done.',
      usage: { input_tokens: 10, output_tokens: 20, cost_usd: 0.5 },
    });
    const events = (await fixture.storedEvents(id)).map(
      ({ event }) => event as { kind: string; payload: Record<string, unknown> },
    );
    const ofKind = (kind: string) =>
      events.filter((event) => event.kind === kind).map(({ payload }) => payload);
    expect(ofKind('MESSAGE').map(({ text }) => text)).toEqual(['I begin.', 'All done.']);
    expect(ofKind('TOOL')).toMatchObject([{ id: 't1', name: 'read' }]);
    expect(ofKind('GATE_RESULT')).toEqual([]);
    expect(ofKind('STATUS').map(({ to }) => to)).toEqual(['QUEUED', 'RUNNING', 'REVIEW_READY']);
  });
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
