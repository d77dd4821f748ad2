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
import { DomainError } from '../errors/domain-error.js';
import { userOf } from './current-user.js';
import { IdempotencyStore } from './idempotency-store.js';

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
    const known = await this.store.claim(userId, key, hashOf(request));
    if (known) {
      response.status(known.status).setHeader('Idempotency-Replayed', 'true');
      return known.body ?? undefined;
    }
    const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined }).catch(
      async (error: unknown) => {
        await this.store.free(userId, key);
        throw error;
      },
    );
    // What was done is done: the key stays taken, even if its answer is lost.
    await this.store
      .store(userId, key, { status: response.statusCode, body })
      .catch((error: unknown) => this.logger.error({ msg: 'an answer was not stored', err: error }));
    return body;
  }
}

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
