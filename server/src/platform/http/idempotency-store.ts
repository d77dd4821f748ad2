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
  created_at: Date;
}

/** Either the answer that was stored, or the right to do the work; `since` is when it was first asked for. */
export type Claim = { readonly answer: StoredAnswer } | { readonly since: Date };

const LIFETIME = `interval '24 hours'`;
const SWEEP_MS = 3_600_000;

/** Remembers for 24 hours what a request with an `Idempotency-Key` was answered. */
@Injectable()
export class IdempotencyStore implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  /** Keys that this process works on. Any other without an answer was left by a server that was killed. */
  private readonly underWay = new Set<string>();

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

  /** Throws when the key stands for another request, or one under way. After a claim to work, `finish` ends it. */
  async claim(userId: string, key: string, requestHash: string): Promise<Claim> {
    const name = contextOf(userId, key);
    if (this.underWay.has(name)) throw underWay();
    this.underWay.add(name);
    let isOurs = false;
    try {
      const known = await this.insertOrRead(userId, key, requestHash);
      if (known.request_hash !== requestHash) throw keyReused();
      if (known.status !== null && known.body !== null) {
        return { answer: { status: known.status, body: JSON.parse(this.secrets.open(known.body, name)) } };
      }
      isOurs = true;
      return { since: known.created_at };
    } finally {
      if (!isOurs) this.underWay.delete(name);
    }
  }

  async store(userId: string, key: string, answer: StoredAnswer): Promise<void> {
    // Sealed: the answer may be a new token, which is nowhere else kept as it is.
    const body = this.secrets.seal(JSON.stringify(answer.body ?? null), contextOf(userId, key));
    await this.pool.query(
      'update idempotency_keys set status = $3, body = $4 where user_id = $1 and key = $2',
      [userId, key, answer.status, JSON.stringify(body)],
    );
  }

  /** After a refusal nothing was made: the same key may try again. */
  async free(userId: string, key: string): Promise<void> {
    await this.pool.query('delete from idempotency_keys where user_id = $1 and key = $2 and status is null', [
      userId,
      key,
    ]);
  }

  finish(userId: string, key: string): void {
    this.underWay.delete(contextOf(userId, key));
  }

  private async insertOrRead(userId: string, key: string, requestHash: string): Promise<Row> {
    const { rows } = await this.pool.query<Row>(
      `insert into idempotency_keys (user_id, key, request_hash) values ($1, $2, $3)
       on conflict (user_id, key) do update set
         request_hash = case when ${EXPIRED} then excluded.request_hash else idempotency_keys.request_hash end,
         status = case when ${EXPIRED} then null else idempotency_keys.status end,
         body = case when ${EXPIRED} then null else idempotency_keys.body end,
         created_at = case when ${EXPIRED} then now() else idempotency_keys.created_at end
       returning request_hash, status, body, created_at`,
      [userId, key, requestHash],
    );
    const [row] = rows;
    if (!row) throw new Error('The idempotency key was neither there nor made');
    return row;
  }
}

const EXPIRED = `idempotency_keys.created_at < now() - ${LIFETIME}`;

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
