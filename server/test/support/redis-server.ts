import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../../src/platform/database/embedded/free-port.js';
import { eventually } from './eventually.js';

/** A Redis of the test's own, that keeps nothing on disk. */
export class RedisServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'antfarm-redis-'));
  private process: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const redis = new RedisServer(await findFreePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const place = ['--bind', '127.0.0.1', '--port', String(this.port), '--dir', this.folder];
    this.process = spawn('redis-server', [...place, '--save', ''], { stdio: 'ignore' });
    await eventually(
      () =>
        this.run('ping').then(
          () => true,
          () => false,
        ),
      'Redis to answer',
    );
  }

  /** As a crash does: what it knew is gone. */
  async kill(): Promise<void> {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGKILL');
    await once(this.process, 'exit');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true });
  }

  async run(command: 'ping' | 'flushall'): Promise<void> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.call(command);
    } finally {
      client.disconnect();
    }
  }
}

export const hasRedis = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** Tests that end and start a Redis of their own. */
export const describeWithRedis = (name: string, tests: () => void): void =>
  (hasRedis ? describe : describe.skip)(
    hasRedis ? name : `${name} [needs redis-server on PATH: Debian's package of that name]`,
    tests,
  );
