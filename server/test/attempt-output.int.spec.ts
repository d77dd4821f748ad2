import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readIdentity } from '../src/platform/process/process-identity.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { numberedLines } from './support/numbered-lines.js';
import { peakMemoryMiB } from './support/run-fixture.js';

/** Without a limit the collector lets garbage lie while the machine has memory, and the peak says nothing. */
const HEAP_MIB = 128;

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start({ NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}` });
});
afterAll(() => fixture.stop());

const MIB = 1024 * 1024;

/** The whole size is 100 MiB and 10 million lines; it takes a minute. */
const LINE_MIB = 20;
const LINES = 200_000;

function runnerOf(attemptId: string): number {
  const runs = join(fixture.server.dataDir, 'attempts', attemptId, 'runs');
  const [runId = ''] = readdirSync(runs);
  return readIdentity(runFiles(join(runs, runId)).identity)?.pid ?? 0;
}

interface Totals {
  lines: number;
  throttled: number;
  cut: number;
}

const TOTALS = `select
  count(*) filter (where payload->>'message' = 'a line')::int as lines,
  coalesce(sum((regexp_match(payload->>'message', '^(\\d+) lines .* only in the log file'))[1]::int), 0)::int as throttled,
  coalesce(sum((payload->>'truncated_bytes')::int), 0)::int as cut
  from attempt_events where attempt_id = $1 and kind = 'LOG'`;

describe('an agent that prints much', () => {
  it('costs server and runner little memory, disturbs no other attempt, and all of it is kept', async () => {
    const [printed, end] = [fixture.unique('printed'), fixture.unique('end')];
    const { id } = await fixture.start({
      agent: `echo begin; head -c ${LINE_MIB * MIB} /dev/zero | tr '\\0' x; echo; yes 'a line' | head -n ${LINES}; ${fixture.meeting.wait(printed)}; ${fixture.meeting.wait(end)}`,
    });
    await fixture.follow(id).untilPrinted('begin');
    const other = await fixture.start({ agent: `seq -f 'line %.0f' 1 500` });
    const stream = fixture.follow(other.id);
    expect(await stream.ended).toMatchObject({ status: 'REVIEW_READY' });
    expect(stream.lines()).toEqual(numberedLines(500));
    expect((await fixture.attempt(id)).status).toBe('RUNNING');
    await fixture.meeting.arrival(printed);
    const runner = peakMemoryMiB(runnerOf(id));
    fixture.meeting.letGo(printed);
    fixture.meeting.letGo(end);
    const attempt = await fixture.settled(id);
    const server = peakMemoryMiB(fixture.server.pid);
    if (process.env['MEASURE']) console.log({ runner, server });
    expect(attempt.status).toBe('REVIEW_READY');
    expect(runner).toBeLessThan(100);
    expect(server).toBeLessThan(HEAP_MIB + 150);
    const [totals] = await fixture.query<Totals & Record<string, number>>(TOTALS, [id]);
    expect(totals?.cut).toBe(LINE_MIB * MIB - 64 * 1024);
    expect(totals!.lines + totals!.throttled).toBe(LINES);
    expect(totals!.throttled).toBeGreaterThan(0);
    const log = attempt.artifacts.find(({ name }) => name === 'agent.log');
    expect(log?.size).toBe('begin\n'.length + LINE_MIB * MIB + 1 + LINES * 'a line\n'.length);
  });
});

describe('a secret', () => {
  const secret = 'p4ss>>>w0rd?with"ümlaut/and+more~1';

  /** Says the secret in every spelling and split at every offset, as output, and once as each kind of event. */
  const tell = `
    import { appendFileSync, writeSync } from 'node:fs';
    const secret = process.env.API_PASSWORD;
    const bytes = Buffer.from(secret);
    const urlEncoded = encodeURIComponent(secret);
    const spellings = [secret, bytes.toString('hex'), urlEncoded, urlEncoded.replace(/%../g, (e) => e.toLowerCase()),
      JSON.stringify(secret)];
    for (const prefix of ['', 'u', 'us'])
      for (const encoding of ['base64', 'base64url']) spellings.push(Buffer.from(prefix + secret + '..').toString(encoding));
    for (const fd of [1, 2])
      for (const text of spellings)
        for (let at = 0; at <= text.length; at += 3) {
          writeSync(fd, 'said ' + text.slice(0, at));
          writeSync(fd, text.slice(at) + ' \\ud800\\0\\n');
        }
    const report = (kind, payload) =>
      appendFileSync(process.env.AGENT_EVENTS_FILE ?? '/dev/null', JSON.stringify({ kind, payload }) + '\\n');
    for (const text of spellings) {
      report('COMMAND', { cmd: 'login ' + text, cwd: text });
      report('TOOL', { id: text, name: 'login', input: { [text]: [text] }, diff: text });
      report('LOG', { message: text });
      report('PROGRESS', { step: 1, total: 2, message: text });
      report('PATCH', { files: [{ path: text, additions: 1, deletions: 0 }], diff_snippet: text });
      report(text, { message: text });
      report('MESSAGE', { text: 'I used ' + text + ' \\ud800 \\0' });
    }`;

  /** What of each spelling nothing else can be part of. */
  function spellingsOf(text: string): string[] {
    const urlEncoded = encodeURIComponent(text);
    const lowerCase = urlEncoded.replace(/%../g, (escape) => escape.toLowerCase());
    const base64 = ['', 'u', 'us'].flatMap((prefix) =>
      (['base64', 'base64url'] as const).map((encoding) =>
        Buffer.from(`${prefix}${text}`).toString(encoding).slice(4, -4),
      ),
    );
    return [text, Buffer.from(text).toString('hex'), urlEncoded, lowerCase, ...base64];
  }

  it('is stored nowhere, however an agent or a gate says it and wherever its writes end', async () => {
    const project = await fixture.createProject({
      local_path: fixture.repository({ 'tell.mjs': tell }),
      commands: { test: 'node tell.mjs' },
    });
    await fixture.api.put(`/api/projects/${project.id}/env`, { API_PASSWORD: secret });
    const agent = await fixture.createAgent(`node tell.mjs # '${secret}'`);
    const task = await fixture.createTask(project.id, { agent_id: agent.id });
    const { id } = await fixture.startAttempt(task.id);
    const stream = fixture.follow(id);
    expect(await stream.ended).toMatchObject({ status: 'REVIEW_READY' });
    const attempt = await fixture.attempt(id);
    expect(attempt.gates).toMatchObject([{ status: 'passed' }]);
    expect(attempt.summary).toContain('I used ');
    const rows = await fixture.query('select payload::text from attempt_events where attempt_id = $1', [id]);
    const texts = [JSON.stringify(stream.frames), JSON.stringify(attempt), JSON.stringify(rows)];
    for (const artifact of attempt.artifacts)
      texts.push((await fixture.api.get<string | undefined>(`/api/artifacts/${artifact.id}`)).body ?? '');
    const all = texts.join('\n');
    for (const spelling of spellingsOf(secret)) expect(all.includes(spelling)).toBe(false);
    for (const escaped of [JSON.stringify(secret), JSON.stringify(JSON.stringify(secret))])
      expect(all.includes(escaped.slice(1, -1))).toBe(false);
    expect(all.split('[redacted]').length).toBeGreaterThan(1_000);
    expect(
      await audit({ databaseUrl: fixture.server.databaseUrl!, dataDir: fixture.server.dataDir }),
    ).toEqual([]);
  });
});
