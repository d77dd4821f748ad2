import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentRequest, AgentWish, Nobody, RequestAnswer } from '../contracts/agent-request.js';
import type { AgentEvent, RecordBody } from '../platform/process/run-protocol/run-record.js';
import { overBudget, overTurns } from '../platform/process/run-protocol/over-budget.js';
import type { AgentSpec, AgentTaskChanges } from '../platform/process/run-protocol/run-spec.js';
import type { AgentSpending, StoppableSession } from './adapters/adapter.js';
import { cleanAndBound } from './adapters/clean-event.js';
import type { RunContext } from './step-run.js';
import { unlessRefused } from './unless-refused.js';

/** An answer that a person gave at the last moment is still on its way. */
const LATE_ANSWER_MS = 5_000;

/** What one agent says, wants and costs, on its way into the spool. */
export class RecordedSession implements StoppableSession {
  private readonly stopper = new AbortController();
  private readonly waiting = new Map<string, (answer: RequestAnswer) => void>();
  private turns = 0;

  constructor(
    private readonly step: string,
    private readonly agent: Pick<AgentSpec, 'limits' | 'answerTimeoutMs'>,
    private readonly run: RunContext,
  ) {}

  get stopping(): AbortSignal {
    return this.stopper.signal;
  }

  stop(): void {
    this.stopper.abort();
  }

  report(event: AgentEvent): Promise<void> {
    return this.record({ kind: 'agent_event', step: this.step, event: this.clean(event) });
  }

  async ask(wish: AgentWish): Promise<RequestAnswer> {
    if (this.stopping.aborted) return denied('stopped');
    const { answerTimeoutMs } = this.agent;
    let cut = 0;
    const shown = this.clean(wish, (bytes) => (cut += bytes));
    const request: AgentRequest = {
      ...shown,
      ...(cut > 0 && { truncated_bytes: cut }),
      request_id: randomUUID(),
      expires_at: new Date(Date.now() + answerTimeoutMs).toISOString(),
    };
    const answered = new Promise<RequestAnswer>((resolve) => this.waiting.set(request.request_id, resolve));
    await this.run.spool.append({ kind: 'request', step: this.step, request });
    const over = new AbortController();
    try {
      const unanswered = this.untilNobodyAnswers(request.request_id, answerTimeoutMs, over.signal);
      return await this.run.clock.pauseDuring(Promise.race([answered, unanswered]));
    } finally {
      over.abort();
      this.waiting.delete(request.request_id);
    }
  }

  /** Returns false when nobody waits for it any more. */
  answer(requestId: string, answer: RequestAnswer): boolean {
    const resolve = this.waiting.get(requestId);
    if (!resolve) return false;
    this.waiting.delete(requestId);
    resolve(answer);
    return true;
  }

  async resumable(sessionId: string): Promise<void> {
    await this.run.spool.append({ kind: 'session', step: this.step, sessionId });
  }

  tasksLeft(changes: AgentTaskChanges): Promise<void> {
    return this.record({ kind: 'task_list', step: this.step, changes: this.clean(changes) });
  }

  async spent(usage: AgentSpending): Promise<void> {
    await this.report({
      kind: 'USAGE',
      payload: {
        input_tokens: usage.inputTokens,
        output_tokens: usage.outputTokens,
        cost_usd: usage.costUsd,
        cache_read_tokens: usage.cacheReadTokens,
        cache_write_tokens: usage.cacheWriteTokens,
      },
    });
    const exceeded = overBudget(usage, this.agent.limits);
    if (exceeded) this.run.stop('budget_exceeded', exceeded);
  }

  turnBegan(): void {
    const exceeded = overTurns(this.turns, this.agent.limits);
    if (exceeded) {
      this.run.stop('budget_exceeded', exceeded);
      return;
    }
    this.turns += 1;
    void this.record({ kind: 'turn_began', step: this.step }).catch(() => undefined);
  }

  async waitFor(until: number, message: string): Promise<void> {
    const said = this.clean(message);
    await this.run.spool.append({ kind: 'waiting', step: this.step, until, message: said });
    const wait = sleep(Math.max(0, until - Date.now()), undefined, { signal: this.stopping });
    await this.run.clock.pauseDuring(wait.catch(() => undefined));
    await this.run.spool.append({ kind: 'waiting', step: this.step, until: null, message: said });
  }

  private async untilNobodyAnswers(
    requestId: string,
    timeoutMs: number,
    over: AbortSignal,
  ): Promise<RequestAnswer> {
    const signal = AbortSignal.any([over, this.stopping]);
    await sleep(timeoutMs + LATE_ANSWER_MS, undefined, { signal }).catch(() => undefined);
    const by = this.stopping.aborted ? 'stopped' : 'timeout';
    if (this.waiting.delete(requestId)) await this.run.spool.append({ kind: 'unanswered', requestId, by });
    return denied(by);
  }

  private clean<T>(value: T, onCut?: (bytes: number) => void): T {
    return cleanAndBound(value, this.run.redaction, this.run.spec.limits.lineBytes, onCut);
  }

  private record(body: RecordBody): Promise<void> {
    return unlessRefused(this.run.spool.appendOutput([body]), this.run);
  }
}

const MESSAGES: Record<Nobody, string> = {
  timeout: 'Nobody answered in time, so the answer is no.',
  stopped: 'The run is being stopped.',
};

const denied = (by: Nobody): RequestAnswer => ({ decision: 'deny', message: MESSAGES[by] });
