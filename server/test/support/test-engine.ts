import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { listProcesses, sendSignal } from '../../src/platform/process/process-table.js';
import { packSystem } from './container-image.js';
import { eventually } from './eventually.js';

/** The host and `latest` are what Podman adds where they are missing. */
const IMAGE = 'localhost/antfarm-test:latest';

/** A container engine of the test's own, in folders of its own, with one image made of this machine's system. */
export abstract class TestEngine {
  readonly image = IMAGE;
  readonly client: Docker;
  abstract readonly endsContainersAtStart: boolean;
  protected readonly folder = mkdtempSync(join(tmpdir(), 'engine-'));
  private process: ChildProcess | undefined;

  constructor() {
    this.client = new Docker({ socketPath: this.socket });
  }

  get socket(): string {
    return join(this.folder, 'engine.sock');
  }

  async prepare(): Promise<this> {
    try {
      await this.start();
      await this.makeImage();
      return this;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  abstract start(): Promise<void>;

  /** As a crash does: containers go on without it. */
  abstract kill(): Promise<void>;

  /** Also ends what a killed one left. */
  async stop(): Promise<void> {
    for (const { Id } of await this.client.listContainers({ all: true }).catch(() => []))
      await this.client
        .getContainer(Id)
        .remove({ force: true })
        .catch(() => undefined);
    await this.end('SIGTERM');
    for (const pid of this.processes()) sendSignal(pid, 'SIGKILL');
    this.removeFolder();
  }

  async containers(): Promise<string[]> {
    const containers = await this.client.listContainers({ all: true });
    return containers.flatMap(({ Names }) => Names);
  }

  protected abstract removeFolder(): void;

  protected async serve(program: string, options: readonly string[], env = process.env): Promise<void> {
    const logFile = join(this.folder, 'log');
    const log = createWriteStream(logFile, { flags: 'a' });
    await once(log, 'open');
    // Podman's conmon leaves a file where it works.
    this.process = spawn(program, options, { cwd: this.folder, stdio: ['ignore', log, log], env });
    await eventually(
      () =>
        this.client.ping().then(
          () => true,
          () => false,
        ),
      `${program} to answer; its log: ${logFile}`,
      60_000,
    );
  }

  protected async end(signal: NodeJS.Signals): Promise<void> {
    const { process } = this;
    if (process === undefined || process.exitCode !== null || process.signalCode !== null) return;
    process.kill(signal);
    await once(process, 'exit');
  }

  /** Those that name its folder, and `text` as well. */
  protected processes(text = ''): number[] {
    return listProcesses().flatMap(({ pid }) => {
      const command = commandOf(pid);
      return command.includes(this.folder) && command.includes(text) ? pid : [];
    });
  }

  private async makeImage(): Promise<void> {
    const { tar, remove } = packSystem();
    try {
      const [repo, tag] = IMAGE.split(':');
      const progress = await this.client.importImage(tar, { repo, tag });
      await new Promise((resolve, reject) =>
        this.client.modem.followProgress(progress, (error) => (error ? reject(error) : resolve(undefined))),
      );
    } finally {
      remove();
    }
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
