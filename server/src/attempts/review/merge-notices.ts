import { Injectable } from '@nestjs/common';
import { AttemptBoard } from '../attempt-board.js';
import { AttemptEventsService } from '../events/attempt-events.service.js';

/** What an attempt and its card say of an approval that did not simply succeed or fail in front of its user. */
@Injectable()
export class MergeNotices {
  /** The last reason told, by attempt. */
  private readonly waiting = new Map<string, string>();

  constructor(
    private readonly events: AttemptEventsService,
    private readonly board: AttemptBoard,
  ) {}

  /** Once for each reason: whoever waits comes back every few seconds. */
  async tellWaiting(attemptId: string, detail: string): Promise<void> {
    if (this.waiting.get(attemptId) === detail) return;
    const message = 'The approved merge is not finished. It is tried again every few seconds.';
    await this.events.append(attemptId, [{ kind: 'ERROR', payload: { message, detail } }], null);
    await this.askForPerson(attemptId);
    this.waiting.set(attemptId, detail);
  }

  async tellDropped(attemptId: string, detail: string): Promise<void> {
    this.waiting.delete(attemptId);
    const message = 'The approval was given up, and nothing of it was merged. Approve again.';
    await this.events.append(attemptId, [{ kind: 'ERROR', payload: { message, detail } }], null);
  }

  async tellKept(attemptId: string, paths: readonly string[]): Promise<void> {
    this.waiting.delete(attemptId);
    if (paths.length === 0) return;
    const message = `You changed these files while the merge came in, and they are as you left them: ${paths.join(', ')}`;
    const payload = { level: 'WARN', message, stream: null, run_id: null } as const;
    await this.events.append(attemptId, [{ kind: 'LOG', payload }], null);
  }

  askForPerson(attemptId: string): Promise<void> {
    return this.board.refresh(attemptId, { needsAttention: { reason: 'conflict', ref: attemptId } });
  }
}
