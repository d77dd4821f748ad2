import type { PoolClient } from 'pg';
import type { RunRecord } from '../../platform/process/run-protocol/run-record.js';
import type { RunEntity } from '../runs/run.entity.js';

const ASK = `insert into agent_requests (id, attempt_id, run_id, request, asked_at, expires_at)
  values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`;
const DELIVERED = 'update agent_requests set delivered_at = $2 where id = $1';
const UNANSWERED = `update agent_requests set answered_by = $2, answered_at = $3, delivered_at = $3
  where id = $1 and answered_by is null`;
const LONG_WAIT_MS = 60_000;
const WAIT = 'update attempts set waiting = $2 where id = $1';

/** Stores what these records ask of people, and say of answers and waits; in the transaction that stores the records. */
export async function recordRequests(
  client: PoolClient,
  run: RunEntity,
  records: readonly RunRecord[],
): Promise<void> {
  for (const record of records) {
    const at = new Date(record.at);
    switch (record.kind) {
      case 'request': {
        const { request_id: id, expires_at: expiresAt } = record.request;
        await client.query(ASK, [id, run.attemptId, run.id, record.request, at, expiresAt]);
        break;
      }
      case 'answered':
        await client.query(DELIVERED, [record.requestId, at]);
        break;
      case 'unanswered':
        await client.query(UNANSWERED, [record.requestId, record.by, at]);
        break;
      case 'waiting': {
        const { until, message } = record;
        const waiting = until === null ? null : { until: new Date(until).toISOString(), message };
        await client.query(WAIT, [run.attemptId, waiting]);
        break;
      }
      default:
    }
  }
}

/** What a person would see changed on the card. */
export const concernsPeople = (records: readonly RunRecord[]): boolean =>
  records.some(({ kind }) => ['request', 'answered', 'unanswered', 'waiting'].includes(kind));

/** For a person, or for a provider that allows no more for a good while. */
export const beginsToWait = (records: readonly RunRecord[]): boolean =>
  records.some(
    (record) =>
      record.kind === 'request' ||
      (record.kind === 'waiting' && record.until !== null && record.until - record.at > LONG_WAIT_MS),
  );
