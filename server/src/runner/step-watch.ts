import { setTimeout as sleep } from 'node:timers/promises';
import type { Containment } from '../platform/process/containment.js';
import { exactMemoryOf, usageOf } from '../platform/process/process-usage.js';
import type { StopReason } from '../platform/process/run-protocol/run-record.js';
import type { RunSpec } from '../platform/process/run-protocol/run-spec.js';
import type { FileLimit } from './file-limit.js';

const LOOK_MS = 500;
/** At most this part of the runner's time goes into looking. */
const SHARE = 0.1;
/** Where the kernel holds the limit, not quite all of it can be had. */
const NEARLY = 0.95;
/** One look may fall on a moment. */
const LOOKS_TO_BE_SURE = 2;

type Exceeded = Extract<StopReason, 'memory_limit' | 'process_limit' | 'file_limit'>;

/**
 * Looks at what a step uses, and tells when that is more than it may. The kernel enforces limits too, where this user
 * can set them, but it makes programs fail or hang and does not say why.
 */
export class StepWatch {
  private readonly ended = new AbortController();
  private crowdedLooks = 0;
  private refusedForks = 0;

  constructor(
    private readonly containment: Containment,
    private readonly files: FileLimit,
    private readonly run: Pick<RunSpec, 'limits'>,
    private readonly onExceeded: (reason: Exceeded) => void,
  ) {}

  start(): void {
    void this.repeat(() => this.look());
    // By itself: a search takes long where there are many files.
    void this.repeat(() => this.lookAtFiles());
  }

  /**
   * Call it when the step has ended: the kernel may have been faster than the next look. A step that was refused a process
   * and ended well did without.
   */
  async end(hasFailed: boolean): Promise<void> {
    if (this.ended.signal.aborted) return;
    this.ended.abort();
    const { memoryKills, refusedForks } = this.containment.limitHits();
    if (memoryKills > 0) this.onExceeded('memory_limit');
    else if (hasFailed && refusedForks > 0) this.onExceeded('process_limit');
    else if (await this.files.wasReached()) this.onExceeded('file_limit');
  }

  private async repeat(look: () => Exceeded | undefined | Promise<Exceeded | undefined>): Promise<void> {
    for (let pauseMs = LOOK_MS; ;) {
      await sleep(pauseMs, undefined, { signal: this.ended.signal, ref: false }).catch(() => undefined);
      if (this.ended.signal.aborted) return;
      const start = performance.now();
      const exceeded = await look();
      if (exceeded !== undefined) {
        this.ended.abort();
        this.onExceeded(exceeded);
        return;
      }
      pauseMs = Math.max(LOOK_MS, (performance.now() - start) / SHARE);
    }
  }

  private async lookAtFiles(): Promise<Exceeded | undefined> {
    return (await this.files.isReached(this.ended.signal)) ? 'file_limit' : undefined;
  }

  private look(): Exceeded | undefined {
    const { limits } = this.run;
    // On a busy machine a look takes long, and what is written meanwhile is not in it.
    const since = performance.now();
    const members = this.containment.members();
    this.files.note(members, since);
    const { memoryBytes, threads } = usageOf(members);
    const { memoryKills, refusedForks } = this.containment.limitHits();
    if (memoryKills > 0) return 'memory_limit';
    if (memoryBytes > limits.memoryBytes && exactMemoryOf(members) > limits.memoryBytes)
      return 'memory_limit';
    // Who forks and dies at once is rarely seen at its limit.
    const isCrowded = threads >= limits.processes * NEARLY || refusedForks > this.refusedForks;
    this.crowdedLooks = isCrowded ? this.crowdedLooks + 1 : 0;
    this.refusedForks = refusedForks;
    return this.crowdedLooks >= LOOKS_TO_BE_SURE ? 'process_limit' : undefined;
  }
}
