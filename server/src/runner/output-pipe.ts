import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const { O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

export interface OutputPipe {
  readonly readable: Readable;
  /** Pass it to the child as stdout or stderr, then call `closeWriter`. */
  readonly writerFd: number;
  readonly closeWriter: () => void;
}

/**
 * Real pipes for a child's stdout and stderr. The 'pipe' of `spawn` is a socket pair, on which
 * `echo problem > /dev/stderr` fails with ENXIO: fatal for many test and lint scripts.
 */
export function createOutputPipes(directory: string): [stdout: OutputPipe, stderr: OutputPipe] {
  const stdout = join(directory, 'stdout.fifo');
  const stderr = join(directory, 'stderr.fifo');
  execFileSync('mkfifo', ['-m', '600', stdout, stderr]);
  return [openPipe(stdout), openPipe(stderr)];
}

function openPipe(path: string): OutputPipe {
  const readerFd = openSync(path, O_RDONLY | O_NONBLOCK);
  const writerFd = openSync(path, O_WRONLY); // blocking, as programs expect of their stdout
  unlinkSync(path);
  return {
    readable: new Socket({ fd: readerFd, readable: true, writable: false }),
    writerFd,
    closeWriter: () => closeSync(writerFd),
  };
}
