import type { AppConfig } from '../platform/config/app-config.js';
import { openInstance } from './open-instance.js';
import { requireFreePort } from './require-free-port.js';
import { requireGit } from './require-git.js';
import { listenForStop } from './stop-request.js';

/** Starts everything and runs until it is asked to stop. */
export async function startServer(config: AppConfig): Promise<void> {
  const stopRequested = listenForStop();
  await requireGit();
  // Loading the application takes about as long as starting PostgreSQL.
  const [opened, { runServer }] = await Promise.all([
    openInstance(config, {
      onNotice: (notice) => process.stderr.write(`${notice}\n`),
      onLocked: () => requireFreePort(config.http.host, config.http.port),
    }),
    import('./run-server.js'),
  ]);
  try {
    await runServer(config, opened.instance, stopRequested);
  } finally {
    await opened.close();
  }
}
