import { domainToASCII } from 'node:url';

/** An entry of a list of hosts: one name, or with `*.` all names below it; without a port, those of HTTP. */
interface AllowedHost {
  readonly name: string;
  readonly isWildcard: boolean;
  readonly port: number | null;
}

const HTTP_PORTS = [443, 80];
const HIGHEST_PORT = 65_535;
const MAX_NAME_LENGTH = 253;
const ENTRY = /^(\*\.)?([^\s*:/@?#[\]]+)(?::(\d{1,5}))?$/;
const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Whether a list may have this entry: `example.com`, `*.example.com`, either with `:port`. */
export const isAllowedHost = (entry: string): boolean => parseEntry(entry) !== undefined;

/** Whether a list of hosts has one, by its name or by a wildcard above it. */
export function allowsHost(entries: readonly string[], host: string, port: number): boolean {
  const name = normalise(host);
  return entries.some((entry) => {
    const allowed = parseEntry(entry);
    return allowed !== undefined && matchesName(allowed, name) && matchesPort(allowed, port);
  });
}

/** Whether a list has exactly this host and port. */
export const namesUpstream = (upstreams: readonly string[], host: string, port: number): boolean =>
  upstreams.includes(`${normalise(host)}:${port}`);

function parseEntry(entry: string): AllowedHost | undefined {
  const match = ENTRY.exec(entry);
  if (match === null) return undefined;
  const [, wildcard, host = '', port] = match;
  const name = normalise(host);
  const isWildcard = wildcard !== undefined;
  // `*.com` would be half of the internet.
  if (!NAME.test(name) || name.length > MAX_NAME_LENGTH || (isWildcard && !name.includes('.')))
    return undefined;
  if (port === undefined) return { name, isWildcard, port: null };
  return isPort(Number(port)) ? { name, isWildcard, port: Number(port) } : undefined;
}

const matchesName = ({ name, isWildcard }: AllowedHost, host: string): boolean =>
  isWildcard ? host.endsWith(`.${name}`) : host === name;

const matchesPort = (allowed: AllowedHost, port: number): boolean =>
  allowed.port === null ? HTTP_PORTS.includes(port) : allowed.port === port;

export const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port <= HIGHEST_PORT;

/** A name with a dot at its end is the same host. */
function normalise(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  return domainToASCII(name) || name;
}
