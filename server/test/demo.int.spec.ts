import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from './support/api-client.js';
import { eventually } from './support/eventually.js';
import { removeTestData } from './support/remove-test-data.js';
import { repositoryPath } from './support/repository-path.js';
import { createDatabase, type TestDatabase } from './support/test-database.js';

const PATIENCE_MS = 150_000;

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
}, PATIENCE_MS);

afterAll(async () => {
  if (first.exitCode === null) {
    first.kill('SIGTERM');
    await once(first, 'close');
  }
  await removeTestData(dataDir);
  await database.drop();
}, PATIENCE_MS);

describe('npm run demo', () => {
  it('makes two cards green, and one red because its change breaks tests', async () => {
    const results = await listResults();
    expect(results).toEqual({
      'Show hours in durations': { status: 'REVIEW_READY', test: 'passed', lint: 'passed' },
      'Add truncate(text, length)': { status: 'REVIEW_READY', test: 'passed', lint: 'passed' },
      'Keep accented letters in slugs': { status: 'REVIEW_READY', test: 'failed', lint: 'passed' },
    });
    const red = await findTask('Keep accented letters in slugs');
    const { body: attempt } = await api.get(`/api/attempts/${red.latest_attempt.id}`);
    const test = attempt.gates.find(({ gate }: { gate: string }) => gate === 'test');
    expect(test).toMatchObject({ exit_code: 1, baseline: 'passed' });
    const output = await readArtifact(test.output_ref);
    expect(output).toMatch(/not ok .* makes one dash of everything between two words/);
    expect(output).toContain('ants-&-bees');
  });

  it('runs a script that says that it is no AI, and shows what it said and changed', async () => {
    const { body: agents } = await api.get('/api/agents');
    expect(agents.items).toMatchObject([{ name: 'Demo script (no AI)', adapter: 'command' }]);
    const { latest_attempt: latest } = await findTask('Add truncate(text, length)');
    const { body: attempt } = await api.get(`/api/attempts/${latest.id}`);
    expect(attempt.summary).toMatch(/^Added truncate/);
    const { body: diff } = await api.get(`/api/attempts/${latest.id}/diff`);
    expect(diff.files.map(({ path }: { path: string }) => path)).toEqual([
      'README.md',
      'src/truncate.js',
      'test/truncate.test.js',
    ]);
  });

  it(
    'makes the red card green when changes are requested',
    async () => {
      const { latest_attempt: red } = await findTask('Keep accented letters in slugs');
      const feedback = 'Punctuation has to become a dash, as before.';
      const { body: next } = await api.post(`/api/attempts/${red.id}/request-changes`, { feedback });
      const settled = await eventually(
        async () => {
          const { body } = await api.get(`/api/attempts/${next.id}`);
          return ['REVIEW_READY', 'FAILED'].includes(body.status) ? body : undefined;
        },
        'the second attempt',
        PATIENCE_MS,
      );
      expect(settled.gates).toMatchObject([{ status: 'passed' }, { status: 'passed' }]);
    },
    PATIENCE_MS,
  );

  it(
    'runs again on the server that is there, with the same project and cards',
    async () => {
      const before = await readServer();
      const [second, output] = startDemo();
      const [code] = await once(second, 'close');
      expect([code, output()]).toEqual([0, expect.stringContaining('REVIEW_READY, test passed')]);
      expect(await readServer()).toEqual(before);
      const { body: projects } = await api.get('/api/projects');
      expect(projects.items).toHaveLength(1);
      expect(Object.keys(await listResults())).toHaveLength(3);
    },
    PATIENCE_MS,
  );

  it('goes on until it is stopped, and takes the server with it', async () => {
    expect(first.exitCode).toBeNull();
    first.kill('SIGTERM');
    const [code] = await once(first, 'close');
    expect([code, printed()]).toEqual([0, expect.stringContaining('Antfarm stopped.')]);
  });
});

function startDemo(): [ChildProcess, () => string] {
  const { PATH = '', HOME = '/', REDIS_URL } = process.env;
  const demo = spawn(process.execPath, [repositoryPath('scripts/demo.mjs')], {
    cwd: tmpdir(),
    env: {
      PATH,
      HOME,
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      ...(REDIS_URL && { REDIS_URL }),
    },
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

async function readArtifact(id: string): Promise<string> {
  const { url, token } = await readServer();
  const headers = { Authorization: `Bearer ${token}` };
  return (await fetch(`${url}/api/artifacts/${id}`, { headers })).text();
}

async function listTasks() {
  const { body: projects } = await api.get('/api/projects');
  const { body } = await api.get(`/api/projects/${projects.items[0].id}/tasks?limit=all`);
  return body.items as { title: string; latest_attempt: LatestAttempt }[];
}

interface LatestAttempt {
  id: string;
  status: string;
  gates: { gate: string; status: string }[];
}

async function findTask(title: string) {
  return (await listTasks()).find((task) => task.title === title)!;
}

/** Status and gates of each card's latest attempt, by its title. */
async function listResults(): Promise<Record<string, Record<string, string>>> {
  const tasks = await listTasks();
  return Object.fromEntries(
    tasks.map(({ title, latest_attempt: { status, gates } }) => [
      title,
      { status, ...Object.fromEntries(gates.map(({ gate, status: result }) => [gate, result])) },
    ]),
  );
}
