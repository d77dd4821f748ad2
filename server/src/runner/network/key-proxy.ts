import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { endToEnd } from './end-to-end.js';

export interface Provider {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/**
 * Holds the key of a model's provider for an agent that knows only a token of this run: what the agent sends to `url`
 * goes on to the provider with the key in its place.
 */
export class KeyProxy {
  /** In the place of the key; worth nothing after the run. */
  readonly token = `antfarm-${randomBytes(24).toString('hex')}`;
  private limitEnds: number | undefined;
  private readonly server = createServer((request, response) => {
    this.forward(request, response).catch(() => response.destroy());
  });

  private constructor(private readonly provider: Provider) {}

  static async start(provider: Provider): Promise<KeyProxy> {
    const proxy = new KeyProxy(provider);
    proxy.server.unref().listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** When the provider takes requests again (milliseconds since the epoch), if it said so with its last refusal. */
  get limitedUntil(): number | undefined {
    return this.limitEnds;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.isOurs(request.headers['x-api-key'])) {
      response.writeHead(401).end();
      return;
    }
    const answer = await this.ask(request, response).catch(() => undefined);
    if (!answer) {
      response.writeHead(502).end();
      return;
    }
    this.limitEnds = answer.statusCode === 429 ? endOf(answer.headers['retry-after']) : undefined;
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    response.flushHeaders();
    await pipeline(answer, response);
  }

  private async ask(request: IncomingMessage, response: ServerResponse): Promise<IncomingMessage> {
    const target = new URL(`${this.provider.baseUrl.replace(/\/+$/, '')}${request.url ?? '/'}`);
    const headers = { ...endToEnd(request.headers), host: target.host, 'x-api-key': this.provider.apiKey };
    const send = target.protocol === 'https:' ? requestHttps : requestHttp;
    const asked = send(target, { method: request.method, headers });
    response.once('close', () => asked.destroy()); // the agent gave up
    asked.on('error', () => undefined); // it may answer, and close, before it has read everything
    pipeline(request, asked).catch(() => undefined);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return answer;
  }

  private isOurs(token: string | string[] | undefined): boolean {
    const [given, ours] = [Buffer.from(String(token)), Buffer.from(this.token)];
    return given.length === ours.length && timingSafeEqual(given, ours);
  }
}

/** Seconds, or a date. */
function endOf(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = Number(retryAfter);
  const end = Number.isNaN(seconds) ? Date.parse(retryAfter) : Date.now() + seconds * 1000;
  return Number.isNaN(end) ? undefined : end;
}
