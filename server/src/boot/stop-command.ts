import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { AppConfig } from '../platform/config/app-config.js';
import { prepareDataDirectory } from '../platform/instance/data-directory.js';
import { findRunningServer } from '../platform/instance/instance-lock.js';
import { LocalControl } from '../platform/instance/local-control.js';
import { callServer } from './call-server.js';
import { withoutListening } from './without-listening.js';

const PATIENCE_MS = 60_000;
const POLL_MS = 50;

/** `npm start -- stop`: ends the server, if one runs, and all agents, also those that a stopped server left. */
export async function stopCommand(config: AppConfig): Promise<void> {
  const dataDir = prepareDataDirectory(config.dataDir);
  const answer = await callServer(dataDir, 'stop', z.object({ agents_stopped: z.number() }));
  if (answer) {
    await waitForEnd(dataDir);
    report('Antfarm stopped', answer.agents_stopped);
    return;
  }
  report(
    'Antfarm was not running',
    await withoutListening(config, (app) => app.get(LocalControl).stopAgents()),
  );
}

async function waitForEnd(dataDir: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let pid = findRunningServer(dataDir); pid !== null; pid = findRunningServer(dataDir)) {
    if (Date.now() > deadline)
      throw new Error(`The server (process ${pid}) was asked to stop and has not yet ended.`);
    await sleep(POLL_MS);
  }
}

const report = (what: string, agents: number): void =>
  void process.stdout.write(`${what}; ${agents === 1 ? '1 agent was' : `${agents} agents were`} ended.\n`);
