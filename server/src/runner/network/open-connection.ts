import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, type LookupFunction, type Socket } from 'node:net';
import { allowsHost, namesUpstream } from '../../platform/process/network/allowed-host.js';
import { isPublicAddress } from '../../platform/process/network/public-address.js';
import type { ProxyNetwork } from '../../platform/process/run-protocol/run-spec.js';

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** A connection that the step does not get. */
export class ConnectionRefused extends Error {
  override readonly name = 'ConnectionRefused';

  constructor(
    message: string,
    /** 403: it may not; 502: it could not. */
    readonly statusCode: 403 | 502,
  ) {
    super(message);
  }
}

const CONNECT_TIMEOUT_MS = 20_000;

/** Connects to a host that the lists name, and to no other address than the one that was checked. */
export async function openConnection(target: Target, network: ProxyNetwork): Promise<Socket> {
  const { host, port } = target;
  const isUpstream = namesUpstream(network.upstreams, host, port);
  if (!isUpstream && !allowsHost(network.allow, host, port)) throw notListed(target);
  const addresses = await lookup(host, { all: true }).catch(() => []);
  if (addresses.length === 0) throw new ConnectionRefused(`${host} has no address.`, 502);
  const hidden = addresses.find(({ address }) => !isPublicAddress(address));
  if (!isUpstream && hidden !== undefined) throw notPublic(host, hidden.address);
  // The name is not looked up again: it may mean something else by then.
  const checked: LookupFunction = (_host, _options, callback) => callback(null, addresses);
  return established(connect({ host, port, lookup: checked, autoSelectFamily: true }), target);
}

async function established(socket: Socket, { host, port }: Target): Promise<Socket> {
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
    return socket;
  } catch {
    socket.destroy();
    throw new ConnectionRefused(`${host}:${port} does not answer.`, 502);
  }
}

function notListed({ host, port }: Target): ConnectionRefused {
  const place = port === 443 || port === 80 ? host : `${host}:${port}`;
  return new ConnectionRefused(
    `${place} is not on this project's list of hosts, so the step did not reach it. The list is in the project's settings, under Network.`,
    403,
  );
}

const notPublic = (host: string, address: string): ConnectionRefused =>
  new ConnectionRefused(
    `${host} has the private or local address ${address}, which a step never reaches through the proxy.`,
    403,
  );
