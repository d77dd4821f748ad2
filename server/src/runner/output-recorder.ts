import type { Readable } from 'node:stream';
import type { OutputRecord } from '../platform/process/run-protocol/run-record.js';
import type { RunLimits } from '../platform/process/run-protocol/run-spec.js';
import { errorCode } from '../platform/process/system-error.js';
import { LineSplitter, type SplitLine } from './line-splitter.js';
import { LineThrottle } from './line-throttle.js';
import { toOutputRecord } from './output-record.js';
import type { RawLog } from './raw-log.js';
import type { Redaction } from '../platform/process/redaction/redactor.js';
import type { Spool } from './spool.js';

const NOTICE_AFTER_MS = 1_000;

/** Moves a step's output into its raw log and the spool: redacted, split, throttled. */
export class OutputRecorder {
  private readonly throttle: LineThrottle | undefined;
  private notice: NodeJS.Timeout | undefined;

  constructor(
    private readonly step: string,
    private readonly limits: RunLimits,
    private readonly redaction: Redaction,
    private readonly rawLog: RawLog,
    private readonly spool: Spool,
  ) {
    if (limits.linesPerSecond === null) return;
    this.throttle = new LineThrottle(limits.linesPerSecond, limits.burstLines, performance.now());
  }

  /**
   * The next chunk is read only after the previous one is on disk, so memory stays bounded and a slow or
   * full disk slows the step down instead of the runner.
   */
  async record(stream: Readable, kind: OutputRecord['kind']): Promise<void> {
    const redactor = this.redaction.stream();
    const splitter = new LineSplitter(this.limits.lineBytes);
    const write = (bytes: Buffer): Promise<void> | undefined => {
      const logged = this.rawLog.write(bytes);
      const spooled = this.admit(kind, splitter.push(bytes));
      return logged === 0 && spooled === undefined ? undefined : this.settle(logged, spooled);
    };
    try {
      for await (const chunk of chunksOf(stream)) {
        const written = write(redactor.push(chunk));
        if (written) await written;
      }
    } catch (error) {
      if (errorCode(error) !== 'ERR_STREAM_PREMATURE_CLOSE') {
        stream.resume(); // discard the rest: the step must be able to end
        throw error;
      }
    }
    await write(redactor.end());
    const rest = splitter.end();
    if (rest) await this.admit(kind, [rest]);
  }

  /** Call it when all streams have ended. */
  async finish(): Promise<void> {
    clearTimeout(this.notice);
    if (this.throttle?.isClosed) await this.reopen(this.throttle);
  }

  private async settle(logged: number | Promise<number>, spooled: Promise<void> | undefined): Promise<void> {
    const [fullForMs] = await Promise.all([logged, spooled]);
    if (fullForMs > 0) await this.spool.append({ kind: 'disk_was_full', durationMs: Math.round(fullForMs) });
  }

  private admit(kind: OutputRecord['kind'], lines: SplitLine[]): Promise<void> | undefined {
    const admitted = this.throttle?.admit(lines, performance.now()) ?? lines.length;
    if (admitted < lines.length) this.scheduleNotice();
    const records = lines.slice(0, admitted).map((line) => toOutputRecord(kind, this.step, line));
    return this.spool.appendOutput(records);
  }

  private scheduleNotice(): void {
    const { throttle } = this;
    if (throttle === undefined || this.notice !== undefined) return;
    this.notice = setTimeout(() => {
      this.notice = undefined;
      void this.reopen(throttle).catch(() => undefined); // the spool refuses: the recording itself says why
    }, NOTICE_AFTER_MS);
  }

  private reopen(throttle: LineThrottle): Promise<void> {
    return this.spool.append({ kind: 'throttled', step: this.step, ...throttle.reopen() });
  }
}

/** Without an encoding a stream yields buffers. */
const chunksOf = (stream: Readable): AsyncIterable<Buffer> =>
  stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
