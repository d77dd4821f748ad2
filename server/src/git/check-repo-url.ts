import { lookup } from 'node:dns/promises';
import { isPublicAddress } from '../platform/process/network/public-address.js';

/** Protocols that `ALLOW_REPO_PROTOCOLS` may name. */
export type RepoProtocol = 'https' | 'ssh' | 'http' | 'file';

export interface UrlPolicy {
  readonly protocols: readonly string[];
  /** Host names that may have a private address; `*` is all of them. */
  readonly allowPrivateHosts: readonly string[];
}

export interface AllowedUrl {
  readonly url: string;
  readonly protocol: RepoProtocol;
  readonly host: string;
  /** What the host's name meant when it was checked; the connection is pinned to these. */
  readonly addresses: readonly string[];
}

export type RefusalReason =
  'malformed' | 'protocol' | 'credentials_in_url' | 'private_address' | 'unknown_host';

export type UrlCheck =
  | ({ readonly status: 'allowed' } & AllowedUrl)
  | { readonly status: 'refused'; readonly reason: RefusalReason; readonly detail: string };

const PROTOCOLS: readonly RepoProtocol[] = ['https', 'ssh', 'http', 'file'];
const SCP_LIKE = /^(?:([\w.][\w.-]*)@)?([\w.][\w.-]*):(?!\/\/)([^-].*)$/;

/** Whether a repository's URL may be connected to: its protocol, what it hides, and where its host is. */
export async function checkRepoUrl(text: string, policy: UrlPolicy): Promise<UrlCheck> {
  const url = parse(text);
  if (url === null) return refused('malformed', 'This is not the URL of a repository.');
  const protocol = PROTOCOLS.find((one) => `${one}:` === url.protocol);
  if (protocol === undefined || !policy.protocols.includes(protocol)) {
    return refused('protocol', `The protocol ${url.protocol.slice(0, -1)} is not allowed.`);
  }
  if (url.password !== '' || (url.username !== '' && protocol !== 'ssh')) {
    return refused('credentials_in_url', 'A URL must not carry credentials.');
  }
  // ssh and git would read these as options.
  if (url.hostname.startsWith('-') || url.username.startsWith('-') || url.pathname.startsWith('/-')) {
    return refused('malformed', 'A part of the URL starts with a dash.');
  }
  if (protocol === 'file') return { status: 'allowed', url: url.href, protocol, host: '', addresses: [] };
  return checkHost(url, protocol, policy);
}

async function checkHost(url: URL, protocol: RepoProtocol, policy: UrlPolicy): Promise<UrlCheck> {
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  if (host === '') return refused('malformed', 'The URL names no host.');
  const allowed = { status: 'allowed', url: url.href, protocol, host } as const;
  const { allowPrivateHosts } = policy;
  if (allowPrivateHosts.includes('*') || allowPrivateHosts.includes(host))
    return { ...allowed, addresses: [] };
  const found = await lookup(host, { all: true }).catch(() => []);
  if (found.length === 0) return refused('unknown_host', `The host ${host} has no address.`);
  const addresses = found.map(({ address }) => address);
  const hidden = addresses.find((address) => !isPublicAddress(address));
  if (hidden !== undefined) {
    return refused('private_address', `The host ${host} has the private or local address ${hidden}.`);
  }
  return { ...allowed, addresses };
}

function parse(text: string): URL | null {
  const trimmed = text.trim();
  if (/[\s\p{Cc}]/u.test(trimmed) || trimmed.startsWith('-') || trimmed.includes('::')) {
    return URL.canParse(trimmed) && /^\w+:\/\/[^/]*\[/.test(trimmed) ? new URL(trimmed) : null;
  }
  const scp = SCP_LIKE.exec(trimmed);
  if (scp !== null && !URL.canParse(trimmed)) {
    return new URL(`ssh://${scp[1] === undefined ? '' : `${scp[1]}@`}${scp[2] ?? ''}/${scp[3] ?? ''}`);
  }
  return URL.canParse(trimmed) ? new URL(trimmed) : null;
}

function refused(reason: RefusalReason, detail: string): UrlCheck {
  return { status: 'refused', reason, detail };
}
