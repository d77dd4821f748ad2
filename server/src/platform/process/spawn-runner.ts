import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { READY_FD, runFiles, RUNNER_MARKER } from './run-protocol/run-directory.js';
import type { RunSpec } from './run-protocol/run-spec.js';

/**
 * A small heap keeps resident memory flat under load (peak 70 instead of 90 MiB and more). It costs 25 ms
 * at start, because V8 does not use its built-in code cache when flags differ from the build.
 */
const NODE_FLAGS = ['--max-old-space-size=64', '--max-semi-space-size=1'];

/** Starts the runner in a session of its own and resolves to what it announces; empty when it died. */
export async function spawnRunner(spec: RunSpec, script: string): Promise<string> {
  const log = openSync(runFiles(spec.runDirectory).runnerLog, 'a', 0o600);
  const runner = spawn(process.execPath, [...NODE_FLAGS, script], {
    detached: true,
    cwd: spec.runDirectory,
    // The server's environment holds its own secrets, and every process of this user can read it in /proc.
    env: { PATH: spec.toolPath, [RUNNER_MARKER]: spec.runId },
    stdio: ['pipe', log, log, 'pipe'],
  });
  closeSync(log);
  runner.on('error', () => undefined); // shows up as a missing announcement
  runner.stdin?.on('error', () => undefined);
  runner.stdin?.end(JSON.stringify(spec));
  const announcements = runner.stdio[READY_FD];
  const announcement = announcements instanceof Readable ? await text(announcements) : '';
  runner.unref();
  return announcement;
}
