import { mkdir, readFile } from 'node:fs/promises';
import { runFiles } from '../process/run-protocol/run-directory.js';
import type { RunSpec } from '../process/run-protocol/run-spec.js';
import { spawnRunner } from '../process/spawn-runner.js';
import { RunnerNotStarted } from './runner-errors.js';

/**
 * Starts a detached runner from the bundle `script` and resolves once it listens; throws RunnerNotStarted.
 * The run must be stored before this is called; after that a server crash at any point leaves a run
 * that reconciliation can decide about.
 */
export async function launchRunner(spec: RunSpec, script: string): Promise<void> {
  await mkdir(spec.runDirectory, { recursive: true, mode: 0o700 });
  const announcement = parseAnnouncement(await spawnRunner(spec, script));
  if (announcement.ready) return;
  const { runnerLog } = runFiles(spec.runDirectory);
  const message = announcement.message ?? (await readFile(runnerLog, 'utf8').catch(() => ''));
  throw new RunnerNotStarted(message, announcement.code ?? null);
}

interface MaybeAnnouncement {
  ready?: boolean;
  code?: string | null;
  message?: string;
}

const parseAnnouncement = (line: string): MaybeAnnouncement =>
  line === '' ? {} : (JSON.parse(line) as MaybeAnnouncement);
