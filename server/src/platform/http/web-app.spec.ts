import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { webApp } from './web-app.js';

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-app-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>Antfarm</title>');
  await writeFile(join(folder, 'theme.js'), 'dark();');
  await writeFile(join(folder, 'assets', 'main-1.js'), 'start();');
  await writeFile(join(folder, 'assets', 'main-1.js.gz'), gzipSync('start();'));
  const app = express().use(webApp(folder));
  server = await new Promise((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      request({ host: '127.0.0.1', port, path, headers }, (response) => {
        text(response).then(
          (body) => resolve({ status: response.statusCode, headers: response.headers, body }),
          reject,
        );
      })
        .on('error', reject)
        .end();
    },
  );

test('an asset is kept for ever, and compressed for whoever can read that', async () => {
  const compressed = await get('/assets/main-1.js', { 'Accept-Encoding': 'gzip' });
  expect(compressed.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': expect.stringContaining('text/javascript') as string,
    'cache-control': expect.stringContaining('immutable') as string,
  });
  const plain = await get('/assets/main-1.js');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body).toBe('start();');
});

test('what has no name of its own is asked for again', async () => {
  const { headers } = await get('/theme.js');
  expect(headers.etag).toBeDefined();
  expect(headers['cache-control']).toBeUndefined();
});

test('every path that a browser opens is the page, and no other is', async () => {
  const html = { Accept: 'text/html' };
  for (const path of ['/', '/projects/1', '/assets-of-mine'])
    expect((await get(path, html)).body).toContain('Antfarm');
  for (const path of ['/assets/gone.js', '/api/gone', '/assets/../../package.json', '/assets/'])
    expect((await get(path, html)).status).toBe(404);
});
