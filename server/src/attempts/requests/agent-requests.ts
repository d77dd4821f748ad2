import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import type { AttemptEvent } from '../../contracts/attempt-event.js';
import { Signals } from '../../platform/signals/signals.service.js';
import { AttemptBoard } from '../attempt-board.js';
import type { AttemptEntity } from '../attempt.entity.js';
import { AttemptEventsService } from '../events/attempt-events.service.js';
import { lockAttempt } from '../lock-attempt.js';
import type { RunEntity } from '../runs/run.entity.js';
import { answerFrom, type AttemptInputDto } from './agent-request.dto.js';
import { AgentRequestEntity } from './agent-request.entity.js';
import { requestAnswered, requestExpired, requestNotFound } from './request-errors.js';

const NOTHING = { stored: null, announce: null };

/** What agents ask, from the record that says so to the answer that their runner has taken. */
@Injectable()
export class AgentRequests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: AttemptEventsService,
    private readonly board: AttemptBoard,
    private readonly signals: Signals,
  ) {}

  /** Oldest first. */
  pending(
    attemptId: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<AgentRequestEntity[]> {
    return manager.find(AgentRequestEntity, {
      where: { attemptId, answeredBy: IsNull() },
      order: { askedAt: 'ASC', id: 'ASC' },
    });
  }

  /** Answered by somebody, and not known to have reached the runner. */
  undelivered(runId: string): Promise<AgentRequestEntity[]> {
    return this.dataSource.manager
      .createQueryBuilder(AgentRequestEntity, 'request')
      .where('run_id = :runId and answer is not null and delivered_at is null', { runId })
      .getMany();
  }

  /** Stores a person's answer; whoever works on the attempt hands it to the agent. */
  async answer(attemptId: string, input: AttemptInputDto, userId: string): Promise<void> {
    const { stored, announceTask, projectId } = await this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, attemptId);
      const row = await manager.findOneBy(AgentRequestEntity, { id: input.request_id, attemptId });
      if (!row) throw requestNotFound();
      if (row.answeredBy !== null) throw requestAnswered(row.answeredBy);
      if (row.expiresAt <= new Date()) throw requestExpired(row.expiresAt);
      const answer = answerFrom(row.request, input);
      await manager.save(Object.assign(row, { answer, answeredBy: userId, answeredAt: new Date() }));
      const payload = { request_id: row.id, answered_by: userId, ...answer };
      const event: AttemptEvent = { kind: 'REQUEST', payload };
      const stored = await this.events.insert(manager, attemptId, [event], null);
      const announceTask = await this.showIn(manager, attempt);
      return { stored, announceTask, projectId: attempt.projectId };
    });
    this.events.announce(stored);
    announceTask();
    this.signals.emit('attempt.answered', { attemptId });
    this.signals.emit('attempt.changed', { projectId, attemptId });
  }

  /** Brings the card up to what its attempt waits for. */
  async show(attemptId: string): Promise<void> {
    const { projectId, announce } = await this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, attemptId);
      return { projectId: attempt.projectId, announce: await this.showIn(manager, attempt) };
    });
    announce();
    this.signals.emit('attempt.changed', { projectId, attemptId });
  }

  /** The run is over: nobody needs to answer any more, and its provider makes nobody wait. */
  async close(run: RunEntity, fence: number): Promise<void> {
    const { stored, announce } = await this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, run.attemptId);
      const open = (await this.pending(attempt.id, manager)).filter(({ runId }) => runId === run.id);
      if (open.length === 0 && attempt.waiting === null) return NOTHING;
      const at = new Date();
      for (const request of open) {
        await manager.save(
          Object.assign(request, { answeredBy: 'stopped', answeredAt: at, deliveredAt: at }),
        );
      }
      await manager.save(Object.assign(attempt, { waiting: null }));
      const events = open.map(({ id }) => unanswered(id));
      const stored = events.length > 0 ? await this.events.insert(manager, attempt.id, events, fence) : null;
      return { stored, announce: await this.showIn(manager, attempt) };
    });
    if (stored) this.events.announce(stored);
    announce?.();
  }

  /** Calls the listener when something of the attempt was answered, until the signal. */
  onAnswered(attemptId: string, listener: () => void, over: AbortSignal): void {
    const off = this.signals.on('attempt.answered', (answered) => {
      if (answered.attemptId === attemptId) listener();
    });
    over.addEventListener('abort', off, { once: true });
  }

  private showIn(manager: EntityManager, attempt: AttemptEntity): Promise<() => void> {
    return this.board.refreshIn(manager, attempt, { asksAnew: true });
  }
}

const unanswered = (requestId: string): AttemptEvent => ({
  kind: 'REQUEST',
  payload: { request_id: requestId, answered_by: 'stopped', decision: 'deny' },
});
