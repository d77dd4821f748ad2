import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import type { NestExpressApplication } from '@nestjs/platform-express';
import pg from 'pg';
import { AuthService } from '../auth/auth.service.js';
import type { AppConfig } from '../platform/config/app-config.js';
import { ServerAddress } from '../platform/http/server-address.js';
import { countRunningAgents } from '../platform/instance/count-agents.js';
import type { Instance } from '../platform/instance/instance.js';
import { LocalControl } from '../platform/instance/local-control.js';
import { removeServerRecord, writeServerRecord } from '../platform/instance/server-record.js';
import { Readiness } from '../platform/metrics/readiness.service.js';
import { QueueBackend } from '../platform/queue/queue-backend.js';
import { createApp } from './create-app.js';
import type { StopRequest } from './stop-request.js';

/** Listens, says where, and runs until `stopRequested`. */
export async function runServer(
  config: AppConfig,
  instance: Instance,
  stopRequested: StopRequest,
): Promise<void> {
  const app = await createApp(config, instance);
  app.get(LocalControl).onStopRequested(stopRequested.resolve);
  try {
    await listen(app, config, instance);
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
  await stopRequested.promise;
  await stop(app, instance);
}

/** After a collection V8 lets the heap become up to four times as large; output that streams through would fill that. */
const HEAP_GROWTH = '--heap-growing-percent=40';

async function listen(app: NestExpressApplication, config: AppConfig, instance: Instance): Promise<void> {
  await app.listen(config.http.port, config.http.host);
  const { port } = app.getHttpServer().address() as AddressInfo; // it listens on TCP
  const address = app.get(ServerAddress);
  address.listensOn(port);
  writeServerRecord(instance.dataDir, address.localUrl, app.get(LocalControl).token);

  const { ok, checks } = await app.get(Readiness).report();
  if (!ok) {
    const faults = checks.filter((check) => !check.ok).map(({ name, detail }) => `${name}: ${detail ?? ''}`);
    throw new Error(`Antfarm cannot work: ${faults.join('; ')}`);
  }
  setFlagsFromString(HEAP_GROWTH); // only now: while the server starts, all that the heap gets stays
  process.stdout.write(`Antfarm is ready: ${await app.get(AuthService).createSignInLink()}\n`);
}

async function stop(app: NestExpressApplication, instance: Instance): Promise<void> {
  const agents = await countRunningAgents(app.get(pg.Pool)).catch(() => 0);
  removeServerRecord(instance.dataDir);
  const queue = app.get<QueueBackend>(QueueBackend);
  await app.close();
  await queue.close();
  process.stdout.write(farewell(agents));
}

function farewell(agents: number): string {
  if (agents === 0) return 'Antfarm stopped.\n';
  const who = agents === 1 ? '1 agent goes' : `${agents} agents go`;
  return `Antfarm stopped. ${who} on without it; \`npm start\` follows them again, \`npm start -- stop\` ends them.\n`;
}
