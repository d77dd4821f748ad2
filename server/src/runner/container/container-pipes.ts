import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { StepStdin } from '../step-input.js';

const { O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;
const OUTPUTS = ['stdout', 'stderr', 'status'] as const;
type Output = (typeof OUTPUTS)[number];

/**
 * Pipes between a runner and its container, by names in a folder that both see: the engine carries none of what the
 * step says, and may be restarted meanwhile. A pipe ends for its reader once nobody holds the other end, so this side
 * holds both ends of each until the container has opened its own.
 */
export class ContainerPipes {
  private readonly held: number[];
  private readonly life: number;
  private readonly readers: Record<Output, Socket>;

  constructor(
    readonly folder: string,
    private readonly input: StepStdin,
  ) {
    mkdirSync(folder, { mode: 0o700 });
    const names = [...OUTPUTS, 'life', 'environment', ...(input.keepOpen ? ['stdin'] : [])];
    execFileSync('mkfifo', ['-m', '600', ...names.map((name) => join(folder, name))]);
    // A closed input is a file, as without a container.
    if (!input.keepOpen) writeFileSync(join(folder, 'stdin'), input.text, { mode: 0o600 });
    this.life = openSync(join(folder, 'life'), O_RDWR | O_NONBLOCK);
    const reader = (name: Output): Socket =>
      new Socket({
        fd: openSync(join(folder, name), O_RDONLY | O_NONBLOCK),
        readable: true,
        writable: false,
      });
    this.readers = { stdout: reader('stdout'), stderr: reader('stderr'), status: reader('status') };
    const held = [...OUTPUTS, 'environment', ...(input.keepOpen ? ['stdin'] : [])];
    this.held = held.map((name) => openSync(join(folder, name), O_RDWR | O_NONBLOCK));
  }

  /** What the supervisor says; while `connect` was not called, it does not end. */
  get status(): Readable {
    return this.readers.status;
  }

  /** Call it once the container has opened its ends: then each pipe ends with the container. */
  connect(): { stdin: Writable | null; stdout: Readable; stderr: Readable; environment: Writable } {
    const stdin = this.input.keepOpen ? this.writable('stdin') : null;
    const environment = this.writable('environment');
    this.release();
    for (const name of [...OUTPUTS, 'stdin', 'life', 'environment']) rmSync(join(this.folder, name));
    return { stdin, stdout: this.readers.stdout, stderr: this.readers.stderr, environment };
  }

  /** Lets the step begin. */
  begin(): void {
    writeSync(this.life, 'go\n');
  }

  /** The container ends by it, if it lives. */
  close(): void {
    closeSync(this.life);
  }

  /** Instead of `connect`: there is no container, or it is of no use. */
  abandon(): void {
    this.release();
    for (const reader of Object.values(this.readers)) reader.destroy();
    this.close();
  }

  private writable(name: 'stdin' | 'environment'): Writable {
    const fd = openSync(join(this.folder, name), O_WRONLY | O_NONBLOCK);
    return new Socket({ fd, readable: false, writable: true });
  }

  private release(): void {
    for (const fd of this.held.splice(0)) closeSync(fd);
  }
}
