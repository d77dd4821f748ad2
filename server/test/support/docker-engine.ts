import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { listProcesses, sendSignal } from '../../src/platform/process/process-table.js';
import { packSystem } from './container-image.js';
import { eventually } from './eventually.js';

const IMAGE = 'antfarm-test:system';
const CONTAINERD = 'exec-root/containerd';
const DOCKERD = '/usr/sbin/dockerd';

const missing = !existsSync(DOCKERD)
  ? 'dockerd, as by apt-get install docker.io'
  : process.getuid?.() !== 0
    ? 'root, to start dockerd'
    : undefined;

/** Tests that need a container engine of their own. */
export const describeWithDocker = (name: string, tests: () => void): void =>
  (missing === undefined ? describe : describe.skip)(
    missing === undefined ? name : `${name} (needs ${missing})`,
    tests,
  );

/** A Docker of the test's own, in folders of its own, with one image made of this machine's system. */
export class DockerEngine {
  readonly image = IMAGE;
  readonly client: Docker;
  private readonly folder = mkdtempSync(join(tmpdir(), 'antfarm-docker-'));
  private process: ChildProcess | undefined;

  private constructor() {
    this.client = new Docker({ socketPath: this.socket });
  }

  static async start(): Promise<DockerEngine> {
    const engine = new DockerEngine();
    try {
      await engine.start();
      await engine.makeImage();
      return engine;
    } catch (error) {
      await engine.stop();
      throw error;
    }
  }

  get socket(): string {
    return join(this.folder, 'docker.sock');
  }

  /** Without a network of its own: containers share this machine's, or have none. */
  async start(): Promise<void> {
    const places = ['data-root', 'exec-root'].flatMap((name) => [`--${name}`, join(this.folder, name)]);
    mkdirSync(join(this.folder, 'exec-root'), { recursive: true });
    rmSync(join(this.folder, 'pid'), { force: true });
    const options = [
      ...['-H', `unix://${this.socket}`, '--pidfile', join(this.folder, 'pid'), ...places],
      ...['--iptables=false', '--ip6tables=false', '--bridge=none'],
    ];
    const log = createWriteStream(join(this.folder, 'log'), { flags: 'a' });
    await once(log, 'open');
    this.process = spawn(DOCKERD, options, { stdio: ['ignore', log, log] });
    await eventually(
      () =>
        this.client.ping().then(
          () => true,
          () => false,
        ),
      `dockerd to answer; its log: ${join(this.folder, 'log')}`,
      60_000,
    );
  }

  /** As a crash does: containers go on without it. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
    // Its containerd goes with it. One that is still going would be taken for a living one.
    await eventually(
      () =>
        !listProcesses().some(({ pid }) =>
          commandOf(pid).includes(join(this.folder, CONTAINERD, 'containerd.toml')),
        ),
      'containerd to end',
    );
    rmSync(join(this.folder, CONTAINERD, 'containerd.pid'), { force: true });
  }

  /** Also ends what a killed one left: its containerd, and what that holds. */
  async stop(): Promise<void> {
    for (const { Id } of await this.client.listContainers({ all: true }).catch(() => []))
      await this.client
        .getContainer(Id)
        .remove({ force: true })
        .catch(() => undefined);
    await this.end('SIGTERM');
    for (const { pid } of listProcesses())
      if (commandOf(pid).includes(this.folder)) sendSignal(pid, 'SIGKILL');
    for (const mount of this.mounts()) execFileSync('umount', ['--lazy', mount]);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async containers(): Promise<string[]> {
    const containers = await this.client.listContainers({ all: true });
    return containers.flatMap(({ Names }) => Names);
  }

  /** The innermost first. */
  private mounts(): string[] {
    const lines = readFileSync('/proc/self/mounts', 'utf8').split('\n');
    return lines
      .flatMap((line) => line.split(' ')[1] ?? [])
      .filter((path) => path.startsWith(`${this.folder}/`))
      .sort()
      .reverse();
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { process } = this;
    if (process === undefined || process.exitCode !== null || process.signalCode !== null) return;
    process.kill(signal);
    await once(process, 'exit');
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
