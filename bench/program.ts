import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of `bench/programs`, in a process of its own that ends with `end`. */
export class Program {
  private readonly child: ChildProcess;
  private readonly told: Record<string, unknown> = {};

  constructor(name: string, order: object) {
    // Beside the bundle that this file became a part of.
    this.child = fork(fileURLToPath(new URL(`programs/${name}.mjs`, import.meta.url)), { execArgv: [] });
    this.child.on('message', (message: object) => Object.assign(this.told, message));
    this.child.send(order);
  }

  /** What the program says under this name. */
  async tells(name: string): Promise<number> {
    while (!(name in this.told)) {
      if (this.child.exitCode !== null) throw new Error(`The program ended with ${this.child.exitCode}`);
      await Promise.race([once(this.child, 'message'), once(this.child, 'exit')]);
    }
    return Number(this.told[name]);
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}
