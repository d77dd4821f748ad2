import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';

const BEARER = /^Bearer +(\S+)$/i;

/** What a request brings to say who sent it; a token wins over a cookie. */
export type Credential =
  { readonly kind: 'token'; readonly secret: string } | { readonly kind: 'session'; readonly secret: string };

export function credentialOf(request: IncomingMessage, cookieName: string): Credential | null {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const secret = BEARER.exec(authorization)?.[1];
    return secret === undefined ? null : { kind: 'token', secret };
  }
  const secret = cookie === undefined ? undefined : parseCookie(cookie)[cookieName];
  return secret === undefined ? null : { kind: 'session', secret };
}

/** 256 random bits: needs no slow hash at rest. */
export const newSecret = (prefix = ''): string => prefix + randomBytes(32).toString('base64url');

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
