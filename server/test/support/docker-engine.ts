import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { TestEngine } from './test-engine.js';

const CONTAINERD = 'exec-root/containerd';
export const DOCKERD = '/usr/sbin/dockerd';

/** Docker's daemon; it needs root. */
export class DockerEngine extends TestEngine {
  readonly endsContainersAtStart = true;

  /** Without a network of its own: containers share this machine's, or have none. */
  async start(): Promise<void> {
    const places = ['data-root', 'exec-root'].flatMap((name) => [`--${name}`, join(this.folder, name)]);
    mkdirSync(join(this.folder, 'exec-root'), { recursive: true });
    rmSync(join(this.folder, 'pid'), { force: true });
    await this.serve(DOCKERD, [
      ...['-H', `unix://${this.socket}`, '--pidfile', join(this.folder, 'pid'), ...places],
      ...['--iptables=false', '--ip6tables=false', '--bridge=none'],
    ]);
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
    // Its containerd goes with it. One that is still going would be taken for a living one.
    await eventually(
      () => this.processes(join(CONTAINERD, 'containerd.toml')).length === 0,
      'containerd to end',
    );
    rmSync(join(this.folder, CONTAINERD, 'containerd.pid'), { force: true });
  }

  protected removeFolder(): void {
    for (const mount of this.mounts()) execFileSync('umount', ['--lazy', mount]);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
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
}
