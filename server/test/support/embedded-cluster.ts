import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the embedded PostgreSQL of a `DATA_DIR` is, and who runs it. */
export class EmbeddedCluster {
  constructor(private readonly dataDir: string) {}

  get folder(): string {
    const record = join(this.dataDir, 'postgres-location');
    return existsSync(record) ? readFileSync(record, 'utf8').trim() : join(this.dataDir, 'postgres');
  }

  get url(): string {
    const password = encodeURIComponent(readFileSync(join(this.folder, 'password'), 'utf8'));
    return `postgres://antfarm:${password}@127.0.0.1:${this.pidFile()[3]!}/antfarm`;
  }

  get postmaster(): number {
    return Number(this.pidFile()[0]);
  }

  isRunning(): boolean {
    try {
      process.kill(this.postmaster, 0);
      return true;
    } catch {
      return false;
    }
  }

  /** The shell that PostgreSQL is a child of. */
  get supervisor(): number {
    return parentOf(this.postmaster)!;
  }

  /** A process that serves one of our connections. */
  get backend(): number {
    const isBackend = (pid: number): boolean => /^postgres: antfarm /.test(commandOf(pid));
    const children = readdirSync('/proc')
      .map(Number)
      .filter((pid) => parentOf(pid) === this.postmaster);
    return children.find(isBackend)!;
  }

  private pidFile(): string[] {
    return readFileSync(join(this.folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  }
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
