import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCode } from '../platform/process/system-error.js';

/** Throws when somebody listens there already: said at once, and not when the database is up. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer().listen(port, host);
  try {
    await once(probe, 'listening');
  } catch (error) {
    if (errorCode(error) !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} of ${host} is in use. Set PORT to another one; PORT=0 takes a free one.`);
  }
  probe.close();
  await once(probe, 'close');
}
