import { access, constants, statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { Instance } from '../instance/instance.js';
import { QueueBackend } from '../queue/queue-backend.js';
import type { ReadinessCheckDto, ReadinessDto } from './readiness.dto.js';

const TIMEOUT_MS = 3000;
const LEAST_FREE_BYTES = 100 * 1024 * 1024;

/** Whether this server can do its work now; a feature may add a check of its own. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, () => Promise<unknown>>();

  constructor(pool: Pool, queue: QueueBackend, instance: Instance) {
    this.add('database', () => pool.query('select 1'));
    this.add('queue', () => queue.ping());
    this.add('disk', () => checkDisk(instance.dataDir));
  }

  /** `check` rejects with what is wrong; its message is shown to everybody. */
  add(name: string, check: () => Promise<unknown>): void {
    this.checks.set(name, check);
  }

  async report(): Promise<ReadinessDto> {
    const checks = await Promise.all([...this.checks].map(([name, check]) => run(name, check)));
    return { ok: checks.every(({ ok }) => ok), checks };
  }
}

async function run(name: string, check: () => Promise<unknown>): Promise<ReadinessCheckDto> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
    });
    await Promise.race([check(), timeout]);
    return { name, ok: true, detail: null };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message || error.name : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

async function checkDisk(dataDir: string): Promise<void> {
  await access(dataDir, constants.W_OK);
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < LEAST_FREE_BYTES) {
    throw new Error(`less than ${LEAST_FREE_BYTES / 1024 / 1024} MiB are free in DATA_DIR`);
  }
}
