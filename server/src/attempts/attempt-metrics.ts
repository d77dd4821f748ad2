import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { ATTEMPT_STATUSES, SETTLED_STATUSES } from '../contracts/attempt-status.js';
import { Metrics } from '../platform/metrics/metrics.service.js';
import { AttemptEventsService } from './events/attempt-events.service.js';
import { AttemptFeeds } from './events/attempt-feeds.js';
import type { CommittedEvents, EventRow } from './events/event-rows.js';

const SECONDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300];
const LAG_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];

/** What /metrics says of attempts, read off the events that this process commits. */
@Injectable()
export class AttemptMetrics {
  /** When attempts began that have not said anything yet, in ms since the epoch. */
  private readonly silentSince = new Map<string, number>();
  private readonly outcomes;
  private readonly firstLog;
  private readonly lag;

  constructor(metrics: Metrics, events: AttemptEventsService, feeds: AttemptFeeds, pool: Pool) {
    this.outcomes = metrics.counter('attempts_settled_total', 'Attempts that came to rest, by status', [
      'status',
    ]);
    this.firstLog = metrics.histogram(
      'attempt_first_log_seconds',
      'From RUNNING to the first line of output',
      SECONDS,
    );
    this.lag = metrics.histogram('event_lag_seconds', 'From a line of output to its commit', LAG_SECONDS);
    const count = async (condition: string): Promise<number> => {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from attempts where ${condition}`,
      );
      return rows[0]?.count ?? 0;
    };
    metrics.gauge('attempts_running', 'Attempts under way', () =>
      count(`status in ('RUNNING', 'GATES_RUNNING')`),
    );
    metrics.gauge('attempts_queued', 'Attempts that wait for a place', () => count(`status = 'QUEUED'`));
    metrics.gauge('attempts_with_diff', 'Attempts that changed something', () =>
      count(`(diff_stats->>'files')::int > 0`),
    );
    metrics.gauge('event_readers', 'Sockets that follow an attempt', () => feeds.readers);
    events.onCommitted((committed) => this.observe(committed));
  }

  private observe({ attemptId, rows }: CommittedEvents): void {
    for (const row of rows) {
      if (row.kind === 'STATUS') this.observeStatus(attemptId, row);
      else if (row.kind === 'LOG') this.observeFirstLog(attemptId, row);
    }
    const last = rows.at(-1);
    if (last) this.lag.observe(Math.max(0, Date.now() - last.ts.getTime()) / 1000);
  }

  private observeStatus(attemptId: string, { payload, ts }: EventRow): void {
    const status = ATTEMPT_STATUSES.find((known) => payload.includes(`"to":"${known}"`));
    if (status === 'RUNNING') this.silentSince.set(attemptId, ts.getTime());
    if (!SETTLED_STATUSES.some((settled) => settled === status)) return;
    this.silentSince.delete(attemptId);
    this.outcomes.inc({ status: status ?? '' });
  }

  private observeFirstLog(attemptId: string, { ts }: EventRow): void {
    const since = this.silentSince.get(attemptId);
    if (since === undefined) return;
    this.silentSince.delete(attemptId);
    this.firstLog.observe(Math.max(0, ts.getTime() - since) / 1000);
  }
}
