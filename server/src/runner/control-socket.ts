import { createHash, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { RequestAnswer } from '../contracts/agent-request.js';
import {
  type ClientMessage,
  type Credentials,
  PROTOCOL_VERSION,
  type RefusalReason,
  type RunnerReply,
} from '../platform/process/run-protocol/messages.js';
import { readLine } from '../platform/process/run-protocol/read-line.js';
import { CONTROL_SOCKET } from '../platform/process/run-protocol/run-directory.js';
import type { RunSpec } from '../platform/process/run-protocol/run-spec.js';
import { parseClientMessage } from './client-message.js';
import type { Spool } from './spool.js';
import { streamSpool } from './spool-stream.js';

export interface RunnerCommands {
  cancel(): void;
  overBudget(detail: string): void;
  answer(requestId: string, answer: RequestAnswer): void;
  acknowledge(): void;
  attachmentChanged(isAttached: boolean): void;
}

const WATCH_MS = 2_000;

/** Serves one request per connection; of all attached servers only the newest stays connected. */
export class ControlSocket {
  private server: Server;
  private watch: NodeJS.Timeout | undefined;
  private readonly connections = new Set<Socket>();
  private attached: Socket | undefined;
  private highestFence: number;

  constructor(
    private readonly spec: Pick<RunSpec, 'runId' | 'token' | 'fence'>,
    private readonly spool: Spool,
    private readonly commands: RunnerCommands,
  ) {
    this.server = this.createServer();
    this.highestFence = spec.fence;
  }

  async listen(): Promise<void> {
    await listenOn(this.server);
    this.watch = setInterval(() => void this.listenAgainIfRemoved(), WATCH_MS).unref();
  }

  close(): void {
    clearInterval(this.watch);
    this.server.close();
    for (const socket of this.connections) socket.destroy();
  }

  private createServer(): Server {
    return createServer((socket) => this.accept(socket));
  }

  /** A cleaner of temporary files may have removed the socket: without it nobody can reach the run. */
  private async listenAgainIfRemoved(): Promise<void> {
    if (existsSync(CONTROL_SOCKET)) return;
    this.server.close();
    this.server = this.createServer();
    await listenOn(this.server).catch(() => undefined);
  }

  private accept(socket: Socket): void {
    this.connections.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.connections.delete(socket));
    this.serve(socket).catch(() => socket.destroy());
  }

  private async serve(socket: Socket): Promise<void> {
    const message = parseClientMessage(await readLine(socket));
    const refusal = message === undefined ? 'bad_request' : await this.handle(message, socket);
    if (refusal !== undefined) socket.end(lineOf({ ok: false, reason: refusal }));
    else if (message?.type !== 'attach') socket.end(lineOf({ ok: true }));
  }

  private async handle(message: ClientMessage, socket: Socket): Promise<RefusalReason | undefined> {
    const refusal = this.authorize(message);
    if (refusal !== undefined) return refusal;
    switch (message.type) {
      case 'attach':
        return await this.attach(message.from, socket);
      case 'ping':
        return undefined;
      case 'cancel':
        this.commands.cancel();
        return undefined;
      case 'over_budget':
        this.commands.overBudget(message.detail);
        return undefined;
      case 'answer':
        this.commands.answer(message.requestId, message.answer);
        return undefined;
      case 'acknowledge':
        this.commands.acknowledge();
        return undefined;
    }
  }

  private authorize({ protocol, runId, token, fence }: Credentials): RefusalReason | undefined {
    if (runId !== this.spec.runId || !isSameSecret(token, this.spec.token)) return 'unauthorized';
    if (protocol !== PROTOCOL_VERSION) return 'unsupported_protocol';
    if (fence < this.highestFence) return 'superseded';
    this.highestFence = fence;
    return undefined;
  }

  private async attach(from: number, socket: Socket): Promise<RefusalReason | undefined> {
    if (!(await this.isRecordBoundary(from))) return 'bad_offset';
    this.attached?.destroy();
    this.attached = socket;
    this.commands.attachmentChanged(true);
    const detached = new AbortController();
    socket.once('close', () => {
      detached.abort();
      if (this.attached !== socket) return;
      this.attached = undefined;
      this.commands.attachmentChanged(false);
    });
    socket.resume(); // only a stream that is read notices the other side closing
    socket.write(lineOf({ ok: true }));
    streamSpool(this.spool, from, socket, detached.signal);
    return undefined;
  }

  private async isRecordBoundary(offset: number): Promise<boolean> {
    if (offset === 0) return true;
    if (offset < 0 || offset > this.spool.end) return false;
    const previous = Buffer.alloc(1);
    await this.spool.read(previous, offset - 1);
    return previous.toString() === '\n';
  }
}

/** The path is relative to the run directory, the runner's working directory. */
const listenOn = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(CONTROL_SOCKET, resolve);
  });

const lineOf = (reply: RunnerReply): string => `${JSON.stringify(reply)}\n`;

function isSameSecret(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
