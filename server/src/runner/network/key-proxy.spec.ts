import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { KeyProxy } from './key-proxy.js';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function proxyBefore(answer: RequestListener): Promise<KeyProxy> {
  const provider: Server = createServer(answer).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const { port } = provider.address() as AddressInfo;
  const proxy = await KeyProxy.start({ baseUrl: `http://127.0.0.1:${port}/base/`, apiKey: 'the key' });
  open.push(provider, proxy);
  return proxy;
}

const post = ({ url }: KeyProxy, token: string): Promise<Response> =>
  fetch(`${url}/v1/messages?beta=true`, { method: 'POST', headers: { 'x-api-key': token }, body: 'hello' });

describe('the proxy that holds the key', () => {
  it('hands on what the agent sends, with the key in the place of the token', async () => {
    let seen: { url?: string; body?: string; headers: IncomingHttpHeaders } | undefined;
    const proxy = await proxyBefore((request, response) => {
      void text(request).then((body) => {
        seen = { url: request.url ?? '', body, headers: request.headers };
        response.writeHead(201, { 'request-id': 'r1' }).end('welcome');
      });
    });
    const answer = await post(proxy, proxy.token);
    expect([answer.status, answer.headers.get('request-id'), await answer.text()]).toEqual([
      201,
      'r1',
      'welcome',
    ]);
    expect(seen).toMatchObject({ url: '/base/v1/messages?beta=true', body: 'hello' });
    expect(seen?.headers['x-api-key']).toBe('the key');
    expect(JSON.stringify(seen)).not.toContain(proxy.token);
  });

  it('hands on nothing without the token', async () => {
    let requests = 0;
    const proxy = await proxyBefore((_request, response) => {
      requests += 1;
      response.end();
    });
    expect((await post(proxy, 'another')).status).toBe(401);
    expect(requests).toBe(0);
  });

  it('passes each part of an answer on as it comes', async () => {
    let finish = (): void => undefined;
    const proxy = await proxyBefore((_request, response) => {
      response.write('first');
      finish = () => response.end('second');
    });
    const reader = (await post(proxy, proxy.token)).body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe('first');
    finish();
    const second = await reader?.read();
    expect(Buffer.from(second?.value ?? []).toString()).toBe('second');
  });

  it('breaks off where the provider breaks off', async () => {
    const proxy = await proxyBefore((_request, response) => {
      response.write('half', () => response.destroy());
    });
    await expect(post(proxy, proxy.token).then((answer) => answer.text())).rejects.toThrow();
  });

  it('says that the provider cannot be reached', async () => {
    const proxy = await KeyProxy.start({ baseUrl: 'http://127.0.0.1:1', apiKey: 'the key' });
    open.push(proxy);
    expect((await post(proxy, proxy.token)).status).toBe(502);
  });

  it('remembers how long the provider refuses requests', async () => {
    let status = 429;
    const proxy = await proxyBefore((_request, response) => {
      response.writeHead(status, { 'retry-after': '100' }).end();
    });
    await post(proxy, proxy.token);
    expect(Math.abs((proxy.limitedUntil ?? 0) - Date.now() - 100_000)).toBeLessThan(10_000);
    status = 200;
    await post(proxy, proxy.token);
    expect(proxy.limitedUntil).toBeUndefined();
  });
});
