import type { McpCapabilities, McpServer } from '@agentclientprotocol/sdk';
import * as z from 'zod/mini';

const words = z.record(z.string(), z.string());
const local = z.object({
  command: z.string(),
  args: z._default(z.array(z.string()), []),
  env: z._default(words, {}),
});
const remote = z.object({
  type: z._default(z.enum(['http', 'sse']), 'http'),
  url: z.string(),
  headers: z._default(words, {}),
});

/** From the form that Claude Code and others made common to the protocol's; names those that the agent cannot reach. */
export function toMcpServers(
  configured: Readonly<Record<string, unknown>>,
  capabilities: Pick<McpCapabilities, 'http' | 'sse'>,
): { servers: McpServer[]; leftOut: string[] } {
  const servers: McpServer[] = [];
  const leftOut: string[] = [];
  for (const [name, value] of Object.entries(configured)) {
    const server = toMcpServer(name, value);
    const isReachable =
      server && (!('type' in server) || capabilities[server.type === 'sse' ? 'sse' : 'http']);
    if (server && isReachable) servers.push(server);
    else leftOut.push(name);
  }
  return { servers, leftOut };
}

function toMcpServer(name: string, value: unknown): McpServer | undefined {
  const program = local.safeParse(value);
  if (program.success) {
    const { command, args, env } = program.data;
    return { name, command, args, env: pairs(env) };
  }
  const address = remote.safeParse(value);
  if (!address.success) return undefined;
  const { type, url, headers } = address.data;
  return { type, name, url, headers: pairs(headers) };
}

const pairs = (values: Readonly<Record<string, string>>): { name: string; value: string }[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
