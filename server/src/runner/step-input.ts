import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { errorCode } from '../platform/process/system-error.js';

export interface StepStdin {
  readonly text: string;
  readonly keepOpen: boolean;
}

/**
 * A closed input is an unlinked file: nothing to buffer, no EPIPE, and `cat /dev/stdin` works.
 * Only a step that gets answers while it runs needs a stream.
 */
export function openInput(
  directory: string,
  stdin: StepStdin,
): { stdio: number | 'pipe'; release: () => void } {
  if (stdin.keepOpen) return { stdio: 'pipe', release: () => undefined };
  const path = join(directory, 'input');
  writeFileSync(path, stdin.text, { mode: 0o600, flag: 'wx' });
  const fd = openSync(path, 'r');
  unlinkSync(path);
  return { stdio: fd, release: () => closeSync(fd) };
}

/** Writes lines to a step that may close its input, or end, at any time. */
export class InputStream {
  private failure: string | undefined;

  constructor(
    private readonly stream: Writable,
    onClosed: (error: string) => void,
  ) {
    stream.on('error', (error) => {
      this.failure ??= errorCode(error) ?? error.message;
      onClosed(this.failure);
    });
  }

  /** Resolves to whether the text reached the operating system; the step may still never read it. */
  write(text: string): Promise<boolean> {
    if (this.failure !== undefined || !this.stream.writable) return Promise.resolve(false);
    return new Promise((resolve) => this.stream.write(text, (error) => resolve(!error)));
  }

  close(): void {
    this.stream.destroy();
  }
}
