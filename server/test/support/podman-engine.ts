import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sendSignal } from '../../src/platform/process/process-table.js';
import { eventually } from './eventually.js';
import { TestEngine } from './test-engine.js';

const SERVICE = 'service';
/** Podman takes no path of `runroot` that is longer than 50 characters. */
const SHORT = { root: 'root', runroot: 'run', tmpdir: 'tmp' } as const;

/** Podman's service, of root or of this user. */
export class PodmanEngine extends TestEngine {
  readonly endsContainersAtStart = false;

  async start(): Promise<void> {
    mkdirSync(this.environment.XDG_RUNTIME_DIR, { recursive: true, mode: 0o700 });
    rmSync(this.socket, { force: true });
    await this.serve(
      'podman',
      [...this.places, 'system', SERVICE, '--time=0', `unix://${this.socket}`],
      this.environment,
    );
  }

  async kill(): Promise<void> {
    // A user's runs once outside and once inside of its namespace.
    for (const pid of this.processes(SERVICE)) sendSignal(pid, 'SIGKILL');
    await eventually(() => this.processes(SERVICE).length === 0, 'podman to end');
  }

  protected removeFolder(): void {
    // Also unmounts, and deletes as the users whose names are in the user's namespace only.
    const options = { env: this.environment, stdio: 'ignore' } as const;
    execFileSync('podman', [...this.places, 'system', 'reset', '--force'], options);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private get places(): string[] {
    const places = Object.entries(SHORT).flatMap(([name, short]) => [`--${name}`, join(this.folder, short)]);
    // Not systemd's: a container of CI has none.
    return [...places, '--cgroup-manager=cgroupfs', '--events-backend=file'];
  }

  private get environment() {
    return { ...process.env, XDG_RUNTIME_DIR: join(this.folder, 'xdg') };
  }
}
