import { Injectable } from '@nestjs/common';

/** The places of `WORKER_CONCURRENCY`: who waits for a person, or for a provider, leaves its place to others. */
@Injectable()
export class WorkPlaces {
  private readonly leave = new Map<string, () => void>();

  /** Resolves when the work on the attempt is done, or when it has left its place; then it goes on without one. */
  async hold(attemptId: string, work: Promise<void>): Promise<void> {
    const left = new Promise<void>((resolve) => this.leave.set(attemptId, resolve));
    try {
      await Promise.race([work, left]);
    } finally {
      this.leave.delete(attemptId);
    }
  }

  /** It gets none back: what it goes on with has been under way before. */
  leavePlace(attemptId: string): void {
    this.leave.get(attemptId)?.();
  }
}
