import { createReadStream, existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestAnswer } from '../../contracts/agent-request.js';
import { isAlive, type ProcessIdentity, readIdentity } from '../process/process-identity.js';
import { sendSignal } from '../process/process-table.js';
import { type ClientRequest, PROTOCOL_VERSION } from '../process/run-protocol/messages.js';
import { runFiles } from '../process/run-protocol/run-directory.js';
import { readRecords, type RecordBatch } from './record-reader.js';
import { isOwnDirectory } from './abandoned-run.js';
import { sendRequest } from './runner-connection.js';
import { RequestRefused, RunnerUnreachable } from './runner-errors.js';

export interface RunnerAddress {
  readonly runId: string;
  readonly token: string;
  readonly runDirectory: string;
}

const FIRST_RETRY_MS = 20;
const LONGEST_RETRY_MS = 1_000;

export interface Patience {
  /** How often a runner that is attached to has to show that it still answers. */
  readonly pingMs: number;
  /** How long it may take to answer a request. */
  readonly replyMs: number;
  /** How long a runner whose process is alive may not answer. */
  readonly unreachableMs: number;
}

const USUAL_PATIENCE: Patience = { pingMs: 10_000, replyMs: 5_000, unreachableMs: 60_000 };

/** The server's side of one run, whether its runner is alive or not. */
export class RunnerHandle {
  constructor(
    private readonly address: RunnerAddress,
    private readonly fence: number,
    private readonly patience = USUAL_PATIENCE,
  ) {}

  isRunnerAlive(): boolean {
    return this.findRunner() !== undefined;
  }

  /**
   * Yields every record from `offset` on, live or from the file. Ends after the exit record or, when the
   * runner died without writing one, after the last complete record: then the run was interrupted.
   * Throws Superseded when a higher fence took the run over, RequestRefused, RunnerUnreachable, or the
   * signal's reason.
   */
  async *attach(offset: number, signal?: AbortSignal): AsyncGenerator<RecordBatch> {
    let position = offset;
    let lastContact = performance.now();
    let retryMs = FIRST_RETRY_MS;
    for (;;) {
      signal?.throwIfAborted();
      // Asked before reading: a runner that dies later has written its last record by then.
      const isLive = this.isRunnerAlive();
      const source = isLive ? await this.connect(position, signal) : this.readFile(position);
      if (source !== undefined) {
        for await (const batch of readRecords(source, position)) {
          position = batch.to;
          retryMs = FIRST_RETRY_MS;
          yield batch;
          if (batch.records.at(-1)?.kind === 'exit') return;
        }
        lastContact = performance.now();
      }
      if (!isLive) return;
      if (performance.now() - lastContact > this.patience.unreachableMs) {
        throw new RunnerUnreachable(this.address.runId);
      }
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
  }

  cancel(): Promise<void> {
    return this.request({ type: 'cancel' });
  }

  /** Ends the run as over its budget; `detail`: which one, in words. */
  endOverBudget(detail: string): Promise<void> {
    return this.request({ type: 'over_budget', detail });
  }

  /** May be repeated with the same id; the agent receives the answer once. */
  answer(requestId: string, answer: RequestAnswer): Promise<void> {
    return this.request({ type: 'answer', requestId, answer });
  }

  /** Tells the runner that its exit record is stored. It ends on its own if it never hears that. */
  acknowledge(): Promise<void> {
    return this.request({ type: 'acknowledge' });
  }

  /**
   * For a runner that refuses to talk (`unsupported_protocol`) or hangs: SIGTERM, upon which it stops its
   * step, writes its exit record and ends; SIGKILL when it does not. Returns false when it is not alive.
   */
  terminate(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): boolean {
    const runner = this.findRunner();
    return runner !== undefined && sendSignal(runner.pid, signal);
  }

  private findRunner(): ProcessIdentity | undefined {
    const { runDirectory } = this.address;
    if (!isOwnDirectory(runDirectory)) return undefined;
    const identity = readIdentity(runFiles(runDirectory).identity);
    return identity && isAlive(identity) ? identity : undefined;
  }

  private async connect(
    from: number,
    signal: AbortSignal | undefined,
  ): Promise<AsyncIterable<Buffer> | undefined> {
    try {
      const socket = await this.send({ type: 'attach', from });
      if (signal) addAbortSignal(signal, socket);
      this.hangUpWhenItHangs(socket);
      return untilClosed(socket as AsyncIterable<Buffer>);
    } catch (error) {
      if (error instanceof RequestRefused) throw error;
      return undefined; // not listening yet, or just gone: the next round decides
    }
  }

  /** A process that was stopped, or whose directory is gone, keeps its connections; a new one tells. */
  private hangUpWhenItHangs(socket: Socket): void {
    const timer = setInterval(() => {
      this.request({ type: 'ping' }).catch((error: unknown) => {
        if (!(error instanceof RequestRefused)) socket.destroy();
      });
    }, this.patience.pingMs).unref();
    socket.once('close', () => clearInterval(timer));
  }

  private async *readFile(from: number): AsyncGenerator<Buffer> {
    const { spool } = runFiles(this.address.runDirectory);
    if (existsSync(spool)) yield* createReadStream(spool, { start: from }) as AsyncIterable<Buffer>;
  }

  private async request(request: ClientRequest): Promise<void> {
    (await this.send(request)).destroy();
  }

  private send(request: ClientRequest): ReturnType<typeof sendRequest> {
    const { runId, token, runDirectory } = this.address;
    const credentials = { protocol: PROTOCOL_VERSION, runId, token, fence: this.fence };
    return sendRequest(runDirectory, { ...credentials, ...request }, this.patience.replyMs);
  }
}

/** A connection that breaks is no error here: the spool still has everything. */
async function* untilClosed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch {
    return;
  }
}
