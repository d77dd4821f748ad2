import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppConfig } from '../config/app-config.js';
import { DomainError } from '../errors/domain-error.js';

const MINUTE_S = 60;
/** One address may stand for several people behind it. */
const ADDRESS_FACTOR = 4;
const SIGN_INS_PER_MINUTE = 30;

/** How often one token, one address may ask within a minute; counted in this process. */
@Injectable()
export class RateLimits {
  private readonly addresses: RateLimiterMemory;
  private readonly credentials: RateLimiterMemory;
  private readonly signIns = new RateLimiterMemory({ points: SIGN_INS_PER_MINUTE, duration: MINUTE_S });

  constructor(config: AppConfig) {
    const points = config.http.requestsPerMinute;
    this.addresses = new RateLimiterMemory({ points: points * ADDRESS_FACTOR, duration: MINUTE_S });
    this.credentials = new RateLimiterMemory({ points, duration: MINUTE_S });
  }

  countAddress = (address: string): Promise<void> => consume(this.addresses, address);
  /** `credential` names a token or a session without being one. */
  countCredential = (credential: string): Promise<void> => consume(this.credentials, credential);
  countSignIn = (address: string): Promise<void> => consume(this.signIns, address);
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    const retryAfterS = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
    throw new DomainError({
      code: 'request.too_many',
      kind: 'limit',
      detail: 'Too many requests.',
      hint: `Try again in ${retryAfterS} s.`,
      retryAfterS,
    });
  }
}
