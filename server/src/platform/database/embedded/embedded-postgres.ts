import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { provideClusterFolder } from './cluster-folder.js';
import { findFreePort } from './free-port.js';
import { initialiseCluster, type Cluster } from './initialise-cluster.js';
import { choosePostgresAccount } from './postgres-account.js';
import { providePostgresBinaries } from './postgres-binaries.js';
import { stopPreviousPostgres } from './stop-previous-postgres.js';
import { readLogTail, spawnPostgres, type SupervisedPostgres } from './supervised-postgres.js';

const DATABASE = 'antfarm';
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 15;
const RESTART_DELAY_MS = 500;
/** Where it does not come up, say because the disk is full, it is tried this often. */
const LONGEST_DELAY_MS = 8_000;

/** The PostgreSQL of this `DATA_DIR`, run by this process and ended with it. */
export interface EmbeddedPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Real path of `DATA_DIR`; the caller holds its instance lock. */
  readonly dataDir: string;
  /** Called when PostgreSQL ended by itself and is started again. */
  readonly onRestart?: (reason: string) => void;
}

/** Starts PostgreSQL, creating its cluster at the first time; keeps it running on the same port until `stop`. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = choosePostgresAccount();
  const bin = providePostgresBinaries(account);
  const cluster = initialiseCluster(provideClusterFolder(options.dataDir, account), bin, account);
  await stopPreviousPostgres(cluster.data);

  const first = await startOnFreePort((port) => spawnPostgres(bin, cluster, port, account), cluster);
  const { port } = first;
  let current = first.postgres;
  let stopping = false;
  const isStopping = (): boolean => stopping; // it changes while this waits, which the compiler cannot see
  await createDatabase(urlOf(cluster, port, 'postgres'));

  void keepRunning();
  async function keepRunning(): Promise<void> {
    for (let delayMs = RESTART_DELAY_MS; ; delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS)) {
      const startedAt = performance.now();
      await current.exited;
      if (isStopping()) return;
      if (performance.now() - startedAt > LONGEST_DELAY_MS) delayMs = RESTART_DELAY_MS; // it ran well
      options.onRestart?.(readLogTail(cluster, 3));
      await sleep(delayMs);
      await stopPreviousPostgres(cluster.data); // only its supervisor may have died
      if (isStopping()) return;
      current = spawnPostgres(bin, cluster, port, account);
    }
  }

  return {
    url: urlOf(cluster, port, DATABASE),
    stop: async () => {
      stopping = true;
      await current.stop();
    },
  };
}

const urlOf = (cluster: Cluster, port: number, database: string): string =>
  `postgres://${cluster.user}:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;

/** Somebody may take a free port before PostgreSQL does: then another one. */
async function startOnFreePort(
  spawn: (port: number) => SupervisedPostgres,
  cluster: Cluster,
): Promise<{ postgres: SupervisedPostgres; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const postgres = spawn(port);
    try {
      await waitUntilReady(postgres, cluster, port);
      return { postgres, port };
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function waitUntilReady(postgres: SupervisedPostgres, cluster: Cluster, port: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await accepts(urlOf(cluster, port, 'postgres')))) {
    if (postgres.hasExited() || Date.now() > deadline) {
      await postgres.stop();
      throw new Error(
        `The embedded PostgreSQL did not start. ${cluster.log} ends with:\n${readLogTail(cluster)}`,
      );
    }
    await sleep(POLL_MS);
  }
}

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
