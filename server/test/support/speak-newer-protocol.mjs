// Loaded into a server by `node --import`: as long as the file named by NEWER_PROTOCOL_FILE exists, a server that starts
// speaks another version of the runners' protocol, as one does after an upgrade.
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && existsSync(process.env.NEWER_PROTOCOL_FILE)) register(import.meta.url);

/** A hook of Node's module loader. */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.endsWith('/dist/server.mjs')) return loaded;
  const source = String(loaded.source).replace(/PROTOCOL_VERSION = \d+/, 'PROTOCOL_VERSION = 99');
  return { ...loaded, source };
}
