import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryPath } from './support/repository-path.js';
import { startServer, type TestServer } from './support/start-server.js';

const run = promisify(execFile);
let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const text = async (path: string): Promise<string> => (await fetch(server.url + path)).text();

describe('the OpenAPI document', () => {
  it('passes the linter', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'antfarm-openapi-'));
    try {
      const file = join(folder, 'openapi.json');
      await writeFile(file, await text('/api/openapi.json'));
      const redocly = repositoryPath('node_modules/@redocly/cli/bin/cli.js');
      const config = repositoryPath('redocly.yaml');
      await run(process.execPath, [redocly, 'lint', file, '--config', config, '--format', 'stylish'], {
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      }).catch((error: unknown) => {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        throw new Error(stdout + stderr);
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says that every error is a problem document, and which operations need no credentials', async () => {
    const document = JSON.parse(await text('/api/openapi.json'));
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/api/me'].get.responses['4XX'].content).toHaveProperty([
      'application/problem+json',
    ]);
    expect(document.paths['/api/me'].get.security).toBeUndefined();
    expect(document.paths['/api/session'].post.security).toEqual([]);
    expect(document.security).toEqual([{ token: [] }, { session: [] }]);
  });
});

describe('the page to try it', () => {
  it('loads only what this server has, and nothing inline that its policy forbids', async () => {
    const page = await text('/api/docs');
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) {
      const url = new URL(source, `${server.url}/api/docs/`);
      expect([source, url.origin, (await fetch(url)).status]).toEqual([source, server.url, 200]);
    }
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
  });
});
