/** A time limit that stands still while somebody else is waited for. */
export class RuntimeClock {
  private remainingMs: number;
  private startedAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private pauses = 0;

  constructor(
    limitMs: number,
    private readonly onElapsed: () => void,
  ) {
    this.remainingMs = limitMs;
  }

  start(): void {
    this.startedAt = performance.now();
    this.timer = setTimeout(this.onElapsed, this.remainingMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** May be nested; the limit goes on when all of them are over. */
  async pauseDuring<T>(work: Promise<T>): Promise<T> {
    if (this.pauses++ === 0) this.pause();
    try {
      return await work;
    } finally {
      if (--this.pauses === 0) this.start();
    }
  }

  private pause(): void {
    this.stop();
    this.remainingMs = Math.max(0, this.remainingMs - (performance.now() - this.startedAt));
  }
}
