import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryPath } from './support/repository-path.js';
import { startServer, type TestServer } from './support/start-server.js';

const run = promisify(execFile);
const PERSON = ['AUTHOR', 'COMMITTER'].flatMap((role) => [
  [`GIT_${role}_NAME`, 'Ada'],
  [`GIT_${role}_EMAIL`, 'ada@example.org'],
]);

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'antfarm-readme-'));
  await symlink(server.dataDir, join(folder, 'data'));
  await symlink(repositoryPath('node_modules'), join(folder, 'node_modules'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const missing = ['bash', 'curl'].filter((program) => spawnSync(program, ['--version']).error);
const needs = missing.length > 0 ? ` (needs ${missing.join(' and ')})` : '';

(missing.length > 0 ? describe.skip : describe)(`the quick start of the README${needs}`, () => {
  it('goes from a repository to a merged change as it is written', async () => {
    const script = (await readScript()).replaceAll('http://localhost:3000', server.url);
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, ...Object.fromEntries(PERSON) },
    });
    expect(stdout).toContain('1 STATUS {"from":null,"to":"QUEUED"}');
    expect(stdout).toContain('REVIEW_READY\nclosed with 1000\n');
    expect(stdout).toContain("[ 'test passed' ]\n[ 'greeting.txt +1' ]\nAPPROVED_MERGED\n");
    expect(stdout.trimEnd().split('\n').slice(-3).join('\n')).toMatch(/Greet the reader \(.*Begin$/s);
  });
});

async function readScript(): Promise<string> {
  const readme = await readFile(repositoryPath('README.md'), 'utf8');
  const part = readme.slice(
    readme.indexOf('## Quick start with REST'),
    readme.indexOf('## An agent of your own'),
  );
  return [...part.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block).join('\n');
}
