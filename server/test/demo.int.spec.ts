import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from './support/api-client.js';
import { eventually } from './support/eventually.js';
import { removeTestData } from './support/remove-test-data.mjs';
import { repositoryPath } from './support/repository-path.js';
import { createDatabase, type TestDatabase } from './support/test-database.js';

const PATIENCE_MS = 240_000;
const SETTLED = ['REVIEW_READY', 'FAILED'];

let dataDir: string;
let database: TestDatabase;
let first: ChildProcess;
let printed: () => string;
let api: ApiClient;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'antfarm-demo-'));
  database = await createDatabase();
  [first, printed] = startDemo();
  await eventually(() => /^Look at it: /m.test(printed()), 'the end of the demo', PATIENCE_MS);
  api = new ApiClient(await readServer());
});

afterAll(async () => {
  if (first.exitCode === null) {
    first.kill('SIGTERM');
    await once(first, 'close');
  }
  await removeTestData(dataDir);
  await database.drop();
});

describe('npm run demo', () => {
  it('makes two cards green, and one red because its change breaks tests', async () => {
    expect(await listResults()).toEqual({
      'Show hours in durations': { status: 'REVIEW_READY', test: 'passed', lint: 'passed' },
      'Add truncate(text, length)': { status: 'REVIEW_READY', test: 'passed', lint: 'passed' },
      'Keep accented letters in slugs': { status: 'REVIEW_READY', test: 'failed', lint: 'passed' },
    });
    const { gates } = await readAttempt('Keep accented letters in slugs');
    const test = gates.find(({ gate }) => gate === 'test')!;
    expect(test).toMatchObject({ exit_code: 1, baseline: 'passed' });
    const output = await readArtifact(test.output_ref);
    expect(output).toMatch(/not ok .* makes one dash of everything between two words/);
    expect(output).toContain('ants-&-bees');
  });

  it('runs a script that says that it is no AI, and shows what it said and changed', async () => {
    const { body: agents } = await api.get('/api/agents');
    expect(agents.items).toMatchObject([{ name: 'Demo script (no AI)', adapter: 'command' }]);
    const { id, summary } = await readAttempt('Add truncate(text, length)');
    expect(summary).toMatch(/^Added truncate/);
    const { body: diff } = await api.get<{ files: { path: string }[] }>(`/api/attempts/${id}/diff`);
    const paths = diff.files.map(({ path }) => path);
    expect(paths).toEqual(['README.md', 'src/truncate.js', 'test/truncate.test.js']);
  });

  it('makes the red card green when changes are requested', async () => {
    const { id } = await readAttempt('Keep accented letters in slugs');
    const feedback = 'Punctuation has to become a dash, as before.';
    await api.post(`/api/attempts/${id}/request-changes`, { feedback });
    const settled = await eventually(
      async () => {
        const attempt = await readAttempt('Keep accented letters in slugs');
        return attempt.id !== id && SETTLED.includes(attempt.status) ? attempt : null;
      },
      'the second attempt',
      PATIENCE_MS,
    );
    expect(settled.gates).toMatchObject([{ status: 'passed' }, { status: 'passed' }]);
  });

  it('runs again on the server that is there, with the same project and cards', async () => {
    const before = await readServer();
    const [second, output] = startDemo();
    const [code] = await once(second, 'close');
    expect([code, output()]).toEqual([0, expect.stringContaining('REVIEW_READY, test passed')]);
    expect(await readServer()).toEqual(before);
    expect(Object.keys(await listResults())).toHaveLength(3);
  });

  it('goes on until it is stopped, and takes the server with it', async () => {
    expect(first.exitCode).toBeNull();
    first.kill('SIGTERM');
    const [code] = await once(first, 'close');
    expect([code, printed()]).toEqual([0, expect.stringContaining('Antfarm stopped.')]);
  });
});

function startDemo(): [ChildProcess, () => string] {
  const { PATH = '', HOME = '/', REDIS_URL } = process.env;
  const own = { PORT: '0', DATA_DIR: dataDir, DATABASE_URL: database.url };
  const demo = spawn(process.execPath, [repositoryPath('scripts/demo.mjs')], {
    cwd: tmpdir(),
    env: { PATH, HOME, ...own, ...(REDIS_URL && { REDIS_URL }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [demo.stdout, demo.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return [demo, () => text];
}

async function readServer(): Promise<{ url: string; token: string }> {
  const { url } = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')) as { url: string };
  return { url, token: (await readFile(join(dataDir, 'token'), 'utf8')).trim() };
}

interface Task {
  title: string;
  latest_attempt: { id: string };
}

interface Attempt {
  id: string;
  status: string;
  summary: string;
  gates: { gate: string; status: string; exit_code: number; baseline: string | null; output_ref: string }[];
}

/** The cards of the only project. */
async function listTasks(): Promise<Task[]> {
  const { body: projects } = await api.get<{ items: { id: string }[] }>('/api/projects');
  expect(projects.items).toHaveLength(1);
  const { body } = await api.get<{ items: Task[] }>(`/api/projects/${projects.items[0]!.id}/tasks?limit=all`);
  return body.items;
}

/** The latest attempt of the card with this title. */
async function readAttempt(title: string): Promise<Attempt> {
  const task = (await listTasks()).find((candidate) => candidate.title === title)!;
  return (await api.get<Attempt>(`/api/attempts/${task.latest_attempt.id}`)).body;
}

async function readArtifact(id: string): Promise<string> {
  const { url, token } = await readServer();
  const headers = { Authorization: `Bearer ${token}` };
  return (await fetch(`${url}/api/artifacts/${id}`, { headers })).text();
}

/** Status and gates of each card's latest attempt, by its title. */
async function listResults(): Promise<Record<string, Record<string, string>>> {
  const titles = (await listTasks()).map(({ title }) => title);
  const attempts = await Promise.all(titles.map(readAttempt));
  const rows = attempts.map(({ status, gates }, index): [string, Record<string, string>] => [
    titles[index]!,
    { status, ...Object.fromEntries(gates.map((result) => [result.gate, result.status])) },
  ]);
  return Object.fromEntries(rows);
}
