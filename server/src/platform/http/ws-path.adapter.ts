import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import { match } from 'path-to-regexp';
import type { WebSocket, WebSocketServer } from 'ws';
import { CLOSE_CODES } from '../../contracts/close-codes.js';
import type { SignedInUser } from './current-user.js';
import { toProblem } from './to-problem.js';

/** What a gateway's `handleConnection(socket, request)` gets. */
export interface SocketRequest extends IncomingMessage {
  /** Of the path: `/ws/attempts/:attempt_id`. */
  params: Readonly<Record<string, string>>;
  user: SignedInUser;
}

/** Checks Host, Origin and sign-in; rejects with a `DomainError`, which becomes the answer to the upgrade. */
export type AuthorizeUpgrade = (request: IncomingMessage) => Promise<SignedInUser>;

const PING_EVERY_MS = 30_000;

interface RoutedServer extends WebSocketServer {
  path: string;
}

/** Nest's WsAdapter compares paths with `===`; this one takes parameters, checks a client before the upgrade, and parts with those that vanished. */
export class WsPathAdapter extends WsAdapter {
  private readonly bound = new WeakSet<Server>();
  private readonly unanswered = new WeakSet<WebSocket>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    app: INestApplicationContext | Server,
    private readonly authorize: AuthorizeUpgrade,
    pingEveryMs = PING_EVERY_MS,
  ) {
    super(app);
    this.timer = setInterval(() => this.pingAll(), pingEveryMs).unref();
    // At once, also when no gateway exists: else Node answers an upgrade as an ordinary request.
    if (this.httpServer) this.ensureHttpServerExists(0, this.httpServer as Server);
  }

  override async dispose(): Promise<void> {
    clearInterval(this.timer);
    await super.dispose();
  }

  protected override ensureHttpServerExists(port: number, httpServer?: Server): Server | undefined {
    if (!httpServer || this.bound.has(httpServer)) return undefined;
    this.bound.add(httpServer);
    this.httpServersRegistry.set(port, httpServer);
    httpServer.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      this.upgrade(port, request, socket, head).catch((error: unknown) => refuse(socket, error));
    });
    return httpServer;
  }

  private async upgrade(port: number, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const user = await this.authorize(request);
    const pathname = request.url?.split('?', 1)[0] ?? '/';
    const servers = (this.wsServersRegistry.get(port) ?? []) as RoutedServer[]; // WsAdapter.create made them
    for (const server of servers) {
      const route = match<Record<string, string>>(server.path, { decode: false })(pathname);
      if (!route) continue;
      const accepted = Object.assign(request, { params: { ...route.params }, user });
      server.handleUpgrade(accepted, socket, head, (client: WebSocket) => {
        client.on('pong', () => this.unanswered.delete(client));
        server.emit('connection', client, accepted);
      });
      return;
    }
    answer(socket, 404);
  }

  /** A peer that lost its network says no goodbye. One that only does not read finds out that it may come back. */
  private pingAll(): void {
    const servers = [...this.wsServersRegistry.values()].flat() as RoutedServer[]; // WsAdapter.create made them
    for (const client of servers.flatMap((server) => [...server.clients])) {
      if (this.unanswered.has(client)) {
        client.close(CLOSE_CODES.comeBack, 'a ping was left unanswered');
      } else {
        this.unanswered.add(client);
        client.ping();
      }
    }
  }
}

const refuse = (socket: Duplex, error: unknown): void => answer(socket, toProblem(error).status);

/** There is no HTTP response object at an upgrade. */
function answer(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
