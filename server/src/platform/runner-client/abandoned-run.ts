import { mkdirSync } from 'node:fs';
import { claimRun } from '../process/claim-run.js';
import { destroyLeftovers } from '../process/containment.js';
import { readIdentity } from '../process/process-identity.js';
import { runFiles } from '../process/run-protocol/run-directory.js';
import type { RunnerAddress } from './runner-handle.js';

/**
 * Takes a run that no runner has claimed, so that one that is still booting finds it taken. Returns false
 * when a runner, alive or dead, had it first. Not for a run whose launch is under way in this process.
 */
export function claimAbandonedRun({ runDirectory }: RunnerAddress): boolean {
  mkdirSync(runDirectory, { recursive: true, mode: 0o700 });
  return claimRun(runFiles(runDirectory).identity, { abandoned: true });
}

/** Kills what a dead runner's step left behind; nothing, where the step was in a PID namespace. */
export function destroySurvivors({ runId, runDirectory }: RunnerAddress): Promise<void> {
  return destroyLeftovers(readIdentity(runFiles(runDirectory).stepIdentity), runId);
}
