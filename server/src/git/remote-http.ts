import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git';
import { isPublicAddress } from '../platform/process/network/public-address.js';

/** The connection was about to go to an address that is not public. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

const TIMEOUT_MS = 20_000;
type LookupCallback = (error: Error | null, address: LookupAddress[] | string, family?: number) => void;

/** HTTP for isomorphic-git: it follows no redirect and, unless allowed, connects to public addresses only. */
export function remoteHttp(allowPrivate: boolean): HttpClient {
  return {
    request: async ({
      url,
      method = 'GET',
      headers = {},
      body,
    }: GitHttpRequest): Promise<GitHttpResponse> => {
      const payload = await collect(body);
      const response = await send(url, method, headers, payload, allowPrivate);
      return {
        url,
        method,
        headers: flat(response.headers),
        body: response[Symbol.asyncIterator](),
        statusCode: response.statusCode ?? 0,
        statusMessage: response.statusMessage ?? '',
      };
    },
  };
}

function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Buffer,
  allowPrivate: boolean,
): Promise<IncomingMessage> {
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const options = { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const guard = allowPrivate ? {} : { lookup: publicLookup };
    request(url, { ...options, ...guard }, resolve)
      .on('error', reject)
      .end(body);
  });
}

// At the moment of connecting: a name may mean something else than when it was checked.
function publicLookup(host: string, options: LookupOptions, callback: LookupCallback): void {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const hidden = (error === null ? addresses : []).find(({ address }) => !isPublicAddress(address));
    const [first] = error === null ? addresses : [];
    if (error !== null) callback(error, []);
    else if (hidden !== undefined) callback(new PrivateAddressError(`${host} is ${hidden.address}`), []);
    else if (options.all === true || first === undefined) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
}

async function collect(body: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  if (body !== undefined) for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}
