import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Checkpoint } from '../../src/platform/process/checkpoint.js';
import { eventually } from './eventually.js';

const LOADED = fileURLToPath(new URL('obey-kill-points.mjs', import.meta.url));

/** Ends or stops a server at a named place of its work. */
export class KillPoints {
  private readonly file: string;
  private armed: Checkpoint | undefined;

  constructor(folder: string) {
    this.file = join(folder, 'kill-point');
  }

  /** What the server has to be started with. */
  get env(): Readonly<Record<string, string>> {
    return { NODE_OPTIONS: `--import=${LOADED}`, KILL_POINT_FILE: this.file };
  }

  /** Once, the next time that the checkpoint is reached; instead of what was armed before. */
  arm(checkpoint: Checkpoint, signal: 'SIGKILL' | 'SIGSTOP' = 'SIGKILL'): void {
    this.armed = checkpoint;
    writeFileSync(`${this.file}.new`, `${checkpoint} ${signal}`);
    renameSync(`${this.file}.new`, this.file);
  }

  /** Resolves when the signal has been sent. */
  async reached(): Promise<void> {
    await eventually(() => !existsSync(this.file), `the checkpoint ${this.armed} to be reached`);
  }
}
