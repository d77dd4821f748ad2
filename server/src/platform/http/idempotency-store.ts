import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { DomainError } from '../errors/domain-error.js';
import { SealedSecrets } from '../secrets/sealed-secrets.service.js';

export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Row {
  request_hash: string;
  status: number | null;
  body: string | null;
}

const LIFETIME = `interval '24 hours'`;
const SWEEP_MS = 3_600_000;

/** Remembers for 24 hours what a request with an `Idempotency-Key` was answered. */
@Injectable()
export class IdempotencyStore implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly secrets: SealedSecrets,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const sweep = () =>
      this.pool.query(`delete from idempotency_keys where created_at < now() - ${LIFETIME}`);
    await sweep();
    this.timer = setInterval(() => void sweep().catch(() => undefined), SWEEP_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Null: the key is ours now, do the work. Throws when the key stands for another request, or one under way. */
  async claim(userId: string, key: string, requestHash: string): Promise<StoredAnswer | null> {
    if (await this.tryClaim(userId, key, requestHash)) return null;
    const { rows } = await this.pool.query<Row>(
      'select request_hash, status, body from idempotency_keys where user_id = $1 and key = $2',
      [userId, key],
    );
    const known = rows[0];
    if (known && known.request_hash !== requestHash) throw keyReused();
    if (known?.status == null || known.body === null) throw underWay();
    return { status: known.status, body: JSON.parse(this.secrets.open(known.body, contextOf(userId, key))) };
  }

  async store(userId: string, key: string, answer: StoredAnswer): Promise<void> {
    // Sealed: the answer may be a new token, which is nowhere else kept as it is.
    const body = this.secrets.seal(JSON.stringify(answer.body ?? null), contextOf(userId, key));
    await this.pool.query(
      'update idempotency_keys set status = $3, body = $4 where user_id = $1 and key = $2',
      [userId, key, answer.status, JSON.stringify(body)],
    );
  }

  /** After a failure nothing was made: the same key may try again. */
  async free(userId: string, key: string): Promise<void> {
    await this.pool.query('delete from idempotency_keys where user_id = $1 and key = $2 and status is null', [
      userId,
      key,
    ]);
  }

  /** Also takes over what is expired, and what a server that was killed left unanswered. */
  private async tryClaim(userId: string, key: string, requestHash: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `insert into idempotency_keys (user_id, key, request_hash) values ($1, $2, $3)
       on conflict (user_id, key) do update
         set request_hash = excluded.request_hash, status = null, body = null, created_at = now()
         where idempotency_keys.created_at < now() - ${LIFETIME}
            or (idempotency_keys.status is null and idempotency_keys.created_at < now() - interval '2 minutes')`,
      [userId, key, requestHash],
    );
    return rowCount === 1;
  }
}

const contextOf = (userId: string, key: string): string => `user:${userId}:idempotency:${key}`;

const keyReused = () =>
  new DomainError({
    code: 'idempotency.key_reused',
    kind: 'invalid',
    detail: 'This Idempotency-Key was used for another request within the last 24 hours.',
    hint: 'Make a new key for every new request.',
  });

const underWay = () =>
  new DomainError({
    code: 'idempotency.under_way',
    kind: 'conflict',
    detail: 'A request with this Idempotency-Key is being worked on.',
    hint: 'Ask again in a moment with the same key.',
    retryAfterS: 1,
  });
