import {
  createServer,
  type IncomingMessage,
  request as sendRequest,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import { isPort } from '../../platform/process/network/allowed-host.js';
import type { ProxyNetwork } from '../../platform/process/run-protocol/run-spec.js';
import { endToEnd } from './end-to-end.js';
import { ConnectionRefused, openConnection, type Target } from './open-connection.js';

/** At once, for one step. */
const MAX_CONNECTIONS = 256;
const MAX_HEADER_BYTES = 16 * 1024;
/** A model may think for minutes before its first word. */
const IDLE_MS = 30 * 60_000;
/** Whoever tries many hosts is not worth a line for each. */
const MAX_REPORTS = 50;

/** An HTTP proxy that lets through what the step's lists name, and says once of each other host that it does not. */
export class FilteringProxy {
  private readonly server = createServer({ maxHeaderSize: MAX_HEADER_BYTES });
  private readonly clients = new Set<Socket>();
  private readonly reported = new Set<string>();

  constructor(
    private readonly network: ProxyNetwork,
    private readonly report: (message: string) => void,
  ) {
    this.server.on('connect', (request, client, head) => void this.tunnel(request, client, head));
    this.server.on('request', (request, response) => void this.forward(request, response));
    this.server.on('clientError', (_, client) => client.destroy());
  }

  /** A connection of the step: to the proxy, or to a port of this machine's loopback that it was given. */
  serve(client: Socket, loopbackPort: number | null): void {
    if (this.clients.size >= MAX_CONNECTIONS) {
      client.destroy();
      return;
    }
    this.clients.add(client);
    client.once('close', () => this.clients.delete(client));
    client.on('error', () => undefined);
    client.setTimeout(IDLE_MS, () => client.destroy());
    if (loopbackPort === null) this.server.emit('connection', client);
    else join(client, connect({ port: loopbackPort, host: 'localhost', autoSelectFamily: true }));
  }

  close(): void {
    for (const client of this.clients) client.destroy();
  }

  private async tunnel(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    try {
      const upstream = await this.open(authorityOf(request.url ?? ''));
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      join(client, upstream);
    } catch (error) {
      const { statusCode, message } = toRefusal(error);
      client.end(
        `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n${message}\n`,
      );
    }
  }

  private async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = absoluteUrl(request.url ?? '');
      const upstream = await this.open({ host: bare(url.hostname), port: Number(url.port || 80) });
      const outgoing = sendRequest({
        createConnection: () => upstream,
        method: request.method,
        path: url.pathname + url.search,
        // Of the checked URL: another name in it could choose another site behind the same address.
        headers: { ...endToEnd(request.headers), host: url.host, connection: 'close' },
      });
      outgoing.on('error', () => response.destroy());
      outgoing.once('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
        pipeline(answer, response, () => undefined);
      });
      pipeline(request, outgoing, (error) => error && response.destroy());
    } catch (error) {
      const { statusCode, message } = toRefusal(error);
      response.statusCode = statusCode;
      response.setHeader('content-type', 'text/plain').setHeader('connection', 'close').end(`${message}\n`);
    }
  }

  private async open(target: Target): Promise<Socket> {
    try {
      return await openConnection(target, this.network);
    } catch (error) {
      if (error instanceof ConnectionRefused && error.statusCode === 403) this.reportOnce(error.message);
      throw error;
    }
  }

  private reportOnce(message: string): void {
    if (this.reported.has(message) || this.reported.size > MAX_REPORTS) return;
    this.reported.add(message);
    this.report(
      this.reported.size > MAX_REPORTS ? 'Further hosts that it may not reach are not listed.' : message,
    );
  }
}

class BadRequest extends Error {
  readonly statusCode = 400;
}

function toRefusal(error: unknown): { statusCode: number; message: string } {
  if (error instanceof ConnectionRefused || error instanceof BadRequest) return error;
  return { statusCode: 502, message: 'The connection failed.' };
}

/** Joins two connections until either ends. */
function join(client: Duplex, upstream: Socket): void {
  const end = (): void => {
    client.destroy();
    upstream.destroy();
  };
  for (const stream of [client, upstream]) stream.on('error', end);
  pipeline(client, upstream, (error) => error && end());
  pipeline(upstream, client, (error) => error && end());
}

/** `host:port` of a CONNECT request. */
function authorityOf(authority: string): Target {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(authority);
  const [, host = '', port] = match ?? [];
  if (host === '' || !isPort(Number(port))) throw new BadRequest('CONNECT needs a host and a port.');
  return { host: bare(host), port: Number(port) };
}

function absoluteUrl(text: string): URL {
  if (!URL.canParse(text) || !text.toLowerCase().startsWith('http://')) {
    throw new BadRequest('This is a proxy: it takes CONNECT and http:// URLs.');
  }
  return new URL(text);
}

const bare = (host: string): string => host.replaceAll(/^\[|\]$/g, '');
