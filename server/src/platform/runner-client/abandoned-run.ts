import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { claimRun } from '../process/claim-run.js';
import { destroyLeftovers, runnerMark, stepMark } from '../process/containment.js';
import { removeCgroup } from '../process/process-cgroup.js';
import { readIdentity } from '../process/process-identity.js';
import { runFiles } from '../process/run-protocol/run-directory.js';
import type { RunnerAddress } from './runner-handle.js';

/**
 * Takes a run that no runner has claimed, so that one that is still booting finds it taken. Returns false
 * when a runner, alive or dead, had it first. Not for a run whose launch is under way in this process.
 */
export function claimAbandonedRun({ runDirectory }: RunnerAddress): boolean {
  // What was put in the place of a removed directory, such as a link, would lead elsewhere.
  if (!isOwnDirectory(runDirectory)) rmSync(runDirectory, { force: true });
  mkdirSync(runDirectory, { recursive: true, mode: 0o700 });
  return claimRun(runFiles(runDirectory).identity, { abandoned: true });
}

/** Whether a run's directory is still there and no link to another one. */
export const isOwnDirectory = (runDirectory: string): boolean =>
  lstatSync(runDirectory, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Kills what a dead runner's step left behind (nothing, where that was in a PID namespace), and a runner that
 * cannot be reached any more because its directory is gone.
 */
export async function destroySurvivors({ runId, runDirectory }: RunnerAddress): Promise<void> {
  const leader = readIdentity(runFiles(runDirectory).stepIdentity);
  await destroyLeftovers(leader, [stepMark(runId), runnerMark(runId)]);
  removeCgroup(runId);
}
