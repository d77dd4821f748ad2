import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../../src/platform/database/embedded/free-port.js';
import { findProgram } from '../../src/platform/process/find-program.js';
import { eventually } from './eventually.js';

/** Debian's Redis on a port of its own, which keeps nothing on disk. */
export class RedisProcess {
  private readonly folder = mkdtempSync(join(tmpdir(), 'antfarm-redis-'));
  private child: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  /** Null where there is no `redis-server`. */
  static async start(): Promise<RedisProcess | null> {
    if ((await findProgram('redis-server', process.env['PATH'] ?? '')) === null) return null;
    const redis = new RedisProcess(await findFreePort());
    await redis.launch();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async restart(how: 'kill' | 'flush'): Promise<void> {
    if (how === 'flush') {
      await this.ask((client) => client.flushall());
      return;
    }
    await this.end();
    await this.launch();
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async launch(): Promise<void> {
    const options = ['--bind', '127.0.0.1', '--port', String(this.port), '--dir', this.folder, '--save', ''];
    this.child = spawn('redis-server', options, { stdio: 'ignore' });
    await eventually(() => this.ask((client) => client.ping()).catch(() => false), 'Redis');
  }

  private async end(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  private async ask<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await question(client);
    } finally {
      client.disconnect();
    }
  }
}
