import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, Server } from 'node:net';
import { dirname, join } from 'node:path';
import type { ProxyNetwork, SandboxPolicy } from '../../platform/process/run-protocol/run-spec.js';
import type { SandboxMount } from '../../platform/process/sandbox/bubblewrap-options.js';
import { PROXY_PORT } from '../../platform/process/sandbox/proxy-environment.js';
import {
  nodeMount,
  NODE_IN_SANDBOX,
  SCRIPT_IN_SANDBOX,
} from '../../platform/process/sandbox/sandbox-node.js';
import { FilteringProxy } from './filtering-proxy.js';

/** Beside the runner's own script; see `build:runner`. */
const SCRIPTS = join(dirname(process.argv[1] ?? ''), 'in-sandbox');
const LISTENER = join(SCRIPTS, 'sandbox-listener.mjs');
const FORWARDER = join(SCRIPTS, 'container-forwarder.mjs');
const LOOPBACK_UPSTREAM = /^(localhost|127\.0\.0\.1):(\d+)$/;

/** The network of a step that has none but what its runner lets through. */
export function proxyNetworkOf(
  sandbox: SandboxPolicy,
  upstreams: readonly string[] = [],
): ProxyNetwork | undefined {
  if (sandbox.mode === 'none' || typeof sandbox.network === 'string') return undefined;
  const { network } = sandbox;
  return { ...network, upstreams: [...network.upstreams, ...upstreams] };
}

/** What the listener needs inside of the sandbox. */
export function listenerMounts(network: ProxyNetwork | undefined): SandboxMount[] {
  if (network === undefined) return [];
  return [nodeMount(), { source: LISTENER, target: SCRIPT_IN_SANDBOX, isReadOnly: true }];
}

/** The command that runs the listener; empty when the step needs none. */
export const listenerCommand = (network: ProxyNetwork | undefined): string =>
  network === undefined ? '' : [NODE_IN_SANDBOX, SCRIPT_IN_SANDBOX, ...portsOf(network)].join(' ');

const portsOf = (network: ProxyNetwork): number[] => [PROXY_PORT, ...loopbackPorts(network)];

/** Programs connect to loopback directly, so these ports of this machine appear in the sandbox. */
const loopbackPorts = ({ upstreams }: ProxyNetwork): number[] => [
  ...new Set(upstreams.flatMap((upstream) => Number(LOOPBACK_UPSTREAM.exec(upstream)?.[2] ?? NaN) || [])),
];

/** Takes over the sockets that the listener opens in the sandbox of `child`, and serves them until it ends. */
export function serveNetwork(
  child: ChildProcess,
  network: ProxyNetwork | undefined,
  report: (message: string) => void,
): void {
  if (network === undefined) return;
  const proxy = new FilteringProxy(network, report);
  const servers: Server[] = [];
  child.on('message', (message, server) => {
    if (!(server instanceof Server)) return;
    const port = portOf(message);
    server.on('connection', (client) => proxy.serve(client, port === PROXY_PORT ? null : port));
    servers.push(server);
    if (servers.length === portsOf(network).length) child.disconnect();
  });
  child.once('exit', () => {
    for (const server of servers) server.close();
    proxy.close();
  });
}

/** What the forwarder needs inside of the container, beside Node. */
export const forwarderMounts = (network: ProxyNetwork | undefined): SandboxMount[] =>
  network === undefined ? [] : [{ source: FORWARDER, target: SCRIPT_IN_SANDBOX, isReadOnly: true }];

/** The command that runs the forwarder, whose sockets are in `folder`; empty when the step needs none. */
export const forwarderCommand = (network: ProxyNetwork | undefined, folder: string): string =>
  network === undefined ? '' : [NODE_IN_SANDBOX, SCRIPT_IN_SANDBOX, folder, ...portsOf(network)].join(' ');

/**
 * Serves what a forwarder in a container passes on. `folder` is the path of its sockets from here: a short one, because
 * `sun_path` holds 107 bytes. Returns what ends it.
 */
export async function serveContainer(
  network: ProxyNetwork | undefined,
  folder: string,
  report: (message: string) => void,
): Promise<() => void> {
  if (network === undefined) return () => undefined;
  const proxy = new FilteringProxy(network, report);
  const servers = portsOf(network).map((port) => {
    const server = createServer((client) => proxy.serve(client, port === PROXY_PORT ? null : port));
    return server.listen(join(folder, `${port}.sock`));
  });
  const end = (): void => {
    for (const server of servers) server.close();
    proxy.close();
  };
  await Promise.all(servers.map((server) => once(server, 'listening'))).catch((error: unknown) => {
    end();
    throw error;
  });
  return end;
}

const portOf = (message: unknown): number | null =>
  typeof message === 'object' && message !== null && 'port' in message && typeof message.port === 'number'
    ? message.port
    : null;
