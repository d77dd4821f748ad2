import type { RequestHandler } from 'express';
import type { RateLimits } from './rate-limit.js';
import { checkHost, checkOrigin } from './request-origin.js';
import type { ServerAddress } from './server-address.js';

/** What every request must pass before anything reads it. */
export const gatekeeper =
  (address: ServerAddress, limits: RateLimits): RequestHandler =>
  async (request, _response, next) => {
    checkHost(request, address);
    checkOrigin(request, address);
    await limits.countAddress(request.ip ?? '');
    next();
  };
