import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a server and its database or queue: passes bytes on, cuts all connections, delays, swallows. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private isSwallowing = false;
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (client) => this.pass(client));
  }

  /** In front of the host and port of `url`. */
  static async to(url: string): Promise<TcpProxy> {
    const { hostname, port, protocol } = new URL(url);
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new TcpProxy(server, { host: hostname, port: Number(port || DEFAULT_PORTS[protocol]) });
  }

  /** `url` with this proxy instead of its host and port. */
  through(url: string): string {
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String((this.server.address() as AddressInfo).port); // it listens on TCP
    return through.href;
  }

  /** Breaks every connection, and each new one, until `restore`. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** Nothing comes through and nobody is told, neither now nor later on the connections that there are. */
  swallow(): void {
    this.isSwallowing = true;
    for (const socket of this.sockets) socket.removeAllListeners('data').resume();
  }

  /** For new connections. */
  restore(): void {
    this.isCut = false;
    this.isSwallowing = false;
  }

  /** Breaks every connection that there is; new ones are welcome. */
  breakOnce(): void {
    this.cut();
    this.restore();
  }

  /** Holds back every chunk for this long; 0 for no more. */
  delay(milliseconds: number): void {
    this.delayMs = milliseconds;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(client: Socket): void {
    this.keep(client);
    if (this.isCut) {
      client.resetAndDestroy();
      return;
    }
    if (this.isSwallowing) {
      client.resume();
      return;
    }
    const upstream = connect(this.target);
    this.keep(upstream);
    this.forward(client, upstream);
    this.forward(upstream, client);
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }

  private forward(from: Socket, to: Socket): void {
    from.on('data', (chunk) => {
      if (this.delayMs > 0) setTimeout(() => to.write(chunk), this.delayMs);
      else if (!to.write(chunk)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
    from.on('close', () => to.destroy());
  }
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'postgres:': 5432, 'redis:': 6379 };
