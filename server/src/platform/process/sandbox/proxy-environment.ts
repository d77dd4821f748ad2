import type { SandboxNetwork } from '../run-protocol/run-spec.js';

/** On the loopback of the sandbox, which is its own; nothing else is known to use it. */
export const PROXY_PORT = 41773;

const URL = `http://127.0.0.1:${PROXY_PORT}`;
const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
const DIRECT = 'localhost,127.0.0.1,::1';

/** How programs find the proxy; Node's own fetch needs to be told from version 22.21 on, and cannot before. */
export function proxyEnvironment(network: SandboxNetwork): Record<string, string> {
  if (typeof network === 'string') return {};
  const proxies = NAMES.flatMap((name) => [name, name.toLowerCase()]).map((name) => [name, URL] as const);
  return { ...Object.fromEntries(proxies), NO_PROXY: DIRECT, no_proxy: DIRECT, NODE_USE_ENV_PROXY: '1' };
}
