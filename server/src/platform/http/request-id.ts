import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const HEADER = 'x-request-id';
const ACCEPTABLE = /^[\w.-]{8,64}$/;
const ids = new WeakMap<IncomingMessage, string>();

/** Names the request in logs, errors and `X-Request-Id`; keeps the name that a proxy gave. */
export function assignRequestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers[HEADER];
  const id = typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID();
  ids.set(request, id);
  response.setHeader('X-Request-Id', id);
  return id;
}

/** The name that `assignRequestId` gave, or `unknown` before it did. */
export const requestIdOf = (request: IncomingMessage): string => ids.get(request) ?? 'unknown';
