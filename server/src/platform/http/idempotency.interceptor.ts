import { createHash } from 'node:crypto';
import {
  applyDecorators,
  Injectable,
  Logger,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { withRepeatableIds } from '../database/new-id.js';
import { DomainError } from '../errors/domain-error.js';
import { userOf } from './current-user.js';
import { IdempotencyStore } from './idempotency-store.js';
import { toProblem } from './to-problem.js';

const HEADER = 'idempotency-key';
const MAX_KEY_LENGTH = 200;

/** Answers a repeated request with what the first one was answered. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Idempotency');

  constructor(private readonly store: IdempotencyStore) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = request.headers[HEADER];
    const user = userOf(request);
    if (typeof key !== 'string' || !user) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return from(this.answerOnce(user.id, checkKey(key), request, response, next));
  }

  private async answerOnce(
    userId: string,
    key: string,
    request: Request,
    response: Response,
    next: CallHandler,
  ): Promise<unknown> {
    const claim = await this.store.claim(userId, key, hashOf(request));
    if ('answer' in claim) {
      response.status(claim.answer.status).setHeader('Idempotency-Replayed', 'true');
      return claim.answer.body ?? undefined;
    }
    try {
      // A server that died between the work and its answer has used these ids up.
      const work = () => lastValueFrom(next.handle(), { defaultValue: undefined });
      const body: unknown = await withRepeatableIds(`${userId}:${key}`, claim.since, work).catch(
        (error: unknown) => this.afterFailure(userId, key, error),
      );
      // What was done is done: the key stays taken, even if its answer is lost.
      await this.store
        .store(userId, key, { status: response.statusCode, body })
        .catch((error: unknown) => this.logger.error({ msg: 'an answer was not stored', err: error }));
      return body;
    } finally {
      this.store.finish(userId, key);
    }
  }

  private async afterFailure(userId: string, key: string, error: unknown): Promise<never> {
    if (isPrimaryKeyTaken(error)) throw doneBefore();
    // Of an unexpected error nobody knows what it left: the same key gets the same ids again.
    if (isRefusal(error)) await this.store.free(userId, key);
    throw error;
  }
}

const isRefusal = (error: unknown): boolean => toProblem(error).status < 500;

/** SQLSTATE of a unique index that holds the row already; primary keys are named by PostgreSQL itself. */
const isPrimaryKeyTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'constraint' in error &&
  String(error.constraint).endsWith('_pkey');

const doneBefore = () =>
  new DomainError({
    code: 'idempotency.done_before',
    kind: 'conflict',
    detail: 'This was done when it was asked for first; the answer was lost when the server stopped.',
    hint: 'Read it again: what was made is there.',
  });

/** For a POST that creates or starts: takes `Idempotency-Key`. */
export const Idempotent = () =>
  applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key answers the same result for 24 hours.',
      schema: { type: 'string', maxLength: MAX_KEY_LENGTH },
    }),
  );

function checkKey(key: string): string {
  if (key.length <= MAX_KEY_LENGTH && /^[\x21-\x7e]+$/.test(key)) return key;
  throw new DomainError({
    code: 'idempotency.key_invalid',
    kind: 'malformed',
    detail: `An Idempotency-Key is 1 to ${MAX_KEY_LENGTH} visible ASCII characters.`,
  });
}

const hashOf = (request: Request): string =>
  createHash('sha256')
    .update(JSON.stringify([request.method, request.originalUrl, request.body ?? null]))
    .digest('hex');
