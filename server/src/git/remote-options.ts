import type { AllowedUrl } from './check-repo-url.js';
import type { GitOptions } from './run-git.js';

/** What git may do with one remote: its transport, its addresses as they were checked, and its token, never in arguments. */
export function remoteOptions({ url, protocol, host, addresses }: AllowedUrl, token?: string): GitOptions {
  const options = { transports: [protocol], timeoutMs: 15 * 60_000 } as const;
  if (protocol !== 'https' && protocol !== 'http') return options;
  const port = new URL(url).port || (protocol === 'https' ? '443' : '80');
  const pin = addresses.length > 0 && { 'http.curloptResolve': `${host}:${port}:${addresses.join(',')}` };
  if (token === undefined) return { ...options, settings: { ...pin } };
  const authorization = basicAuthorization(token);
  return {
    ...options,
    settings: { ...pin, [`http.${url}.extraHeader`]: `Authorization: ${authorization}` },
    secrets: [token, authorization],
  };
}

/** How GitHub, GitLab and the others take a token over HTTP. */
export function basicAuthorization(token: string): string {
  return `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
}
