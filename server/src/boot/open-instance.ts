import type { AppConfig } from '../platform/config/app-config.js';
import { checkDatabase } from '../platform/database/check-database.js';
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.js';
import { prepareDataDirectory } from '../platform/instance/data-directory.js';
import { readHostId } from '../platform/instance/host-id.js';
import { InstanceLock } from '../platform/instance/instance-lock.js';
import { Instance } from '../platform/instance/instance.js';
import { packageVersion } from './package-version.js';

/** What stands below the application: the locked `DATA_DIR` and a database that answers. */
export interface OpenedInstance {
  readonly instance: Instance;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly onNotice?: (text: string) => void;
  /** Between the lock and the database: what must hold before anything is started. */
  readonly onLocked?: () => Promise<void>;
}

/** Errors say what the user can do. */
export async function openInstance(
  config: AppConfig,
  { onNotice = () => undefined, onLocked }: OpenOptions = {},
): Promise<OpenedInstance> {
  const dataDir = prepareDataDirectory(config.dataDir);
  const lock = InstanceLock.acquire(dataDir);
  try {
    await onLocked?.();
    const database = await openDatabase(config, dataDir, onNotice);
    return {
      instance: new Instance(dataDir, readHostId(dataDir), database.url, packageVersion()),
      close: async () => {
        await database.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openDatabase(config: AppConfig, dataDir: string, onNotice: (text: string) => void) {
  if (config.databaseUrl !== null) {
    await checkDatabase(config.databaseUrl, onNotice);
    return { url: config.databaseUrl, stop: () => Promise.resolve() };
  }
  return startEmbeddedPostgres({
    dataDir,
    onRestart: (reason) => onNotice(`The embedded PostgreSQL ended and is started again:\n${reason}`),
  });
}
