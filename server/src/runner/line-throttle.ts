/** A token bucket over lines. While it is closed, lines are counted instead of passed on. */
export class LineThrottle {
  private tokens: number;
  private filledAt: number;
  private heldBack = { lines: 0, bytes: 0 };

  constructor(
    private readonly linesPerSecond: number,
    private readonly burstLines: number,
    now: number,
  ) {
    this.tokens = burstLines;
    this.filledAt = now;
  }

  get isClosed(): boolean {
    return this.heldBack.lines > 0;
  }

  /** How many of the lines, from the first on, may pass; the others are counted. */
  admit(lines: readonly { bytes: number }[], now: number): number {
    this.fill(now);
    const admitted = this.isClosed ? 0 : Math.min(lines.length, Math.floor(this.tokens));
    this.tokens -= admitted;
    for (let index = admitted; index < lines.length; index++) {
      this.heldBack.lines++;
      this.heldBack.bytes += lines[index]?.bytes ?? 0;
    }
    return admitted;
  }

  /** Opens it again and returns what was held back. */
  reopen(): { lines: number; bytes: number } {
    const { heldBack } = this;
    this.heldBack = { lines: 0, bytes: 0 };
    return heldBack;
  }

  private fill(now: number): void {
    const added = ((now - this.filledAt) * this.linesPerSecond) / 1000;
    this.tokens = Math.min(this.burstLines, this.tokens + added);
    this.filledAt = now;
  }
}
