import type { IncomingMessage } from 'node:http';
import { DomainError } from '../errors/domain-error.js';
import { ServerAddress } from './server-address.js';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Refuses a name that is not ours: a page of somebody else's whose name points here (DNS rebinding). */
export function checkHost(request: IncomingMessage, address: ServerAddress): void {
  if (address.isOurHost(request.headers.host)) return;
  throw new DomainError({
    code: 'request.foreign_host',
    kind: 'forbidden',
    detail: `This server does not answer to the name ${request.headers.host ?? '(none)'}.`,
    hint: `Open ${address.publicUrl.origin}, or set PUBLIC_URL to the address that you use.`,
  });
}

/** Refuses what another site's page makes a browser send. Without an Origin a cookie is not trusted. */
export function checkOrigin(request: IncomingMessage, address: ServerAddress): void {
  const { origin, authorization, cookie, upgrade } = request.headers;
  if (upgrade === undefined && READING.includes(request.method ?? '')) return;
  const isTrusted =
    origin === undefined ? authorization !== undefined || cookie === undefined : address.isOurOrigin(origin);
  if (isTrusted) return;
  throw new DomainError({
    code: 'request.foreign_origin',
    kind: 'forbidden',
    detail: origin === undefined ? 'The request has no Origin.' : `Pages of ${origin} may not do this.`,
    hint: `Use the page at ${address.publicUrl.origin}, or a token in the Authorization header.`,
  });
}
