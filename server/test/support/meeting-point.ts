import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.js';

/**
 * Where agents and gates of a test report, and wait until the test lets them go: they reach it from inside a
 * sandbox, and a connection that closed says that its process is dead.
 */
export class MeetingPoint {
  private readonly visits: { readonly name: string; readonly socket: Socket }[] = [];
  private readonly free = new Set<string>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.receive(socket));
  }

  static async open(): Promise<MeetingPoint> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new MeetingPoint(server);
  }

  /** Shell text that reports as `name` and waits; SIGTERM ends it. */
  wait(name: string): string {
    const { port } = this.server.address() as AddressInfo; // it listens on TCP
    return `node -e 'require("net").connect(${port}, "127.0.0.1").resume().write("${name}\\n")'`;
  }

  /** How often `name` has been here. */
  count(name: string): number {
    return this.visits.filter((visit) => visit.name === name).length;
  }

  isWaiting(name: string): boolean {
    return this.visits.some((visit) => visit.name === name && !visit.socket.closed);
  }

  async arrival(name: string): Promise<void> {
    await eventually(() => this.isWaiting(name), `${name} at the meeting point`);
  }

  async departure(name: string): Promise<void> {
    await eventually(() => !this.isWaiting(name), `the end of ${name}`);
  }

  /** Lets go who waits under this name, and who comes later. */
  letGo(name: string): void {
    this.free.add(name);
    for (const visit of this.visits) if (visit.name === name) visit.socket.end('go\n');
  }

  async close(): Promise<void> {
    for (const { socket } of this.visits) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    createInterface(socket).once('line', (name) => {
      this.visits.push({ name, socket });
      if (this.free.has(name)) socket.end('go\n');
    });
  }
}
