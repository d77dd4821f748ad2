import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTestData } from './remove-test-data.mjs';
import { spawnServer, waitUntilReady, type ServerProcess } from './server-process.js';
import { createDatabase } from './test-database.js';

export interface TestServer {
  /** `http://127.0.0.1:<port>`; another one after `restart`. */
  readonly url: string;
  /** The owner's API token. */
  readonly token: string;
  /** The sign-in link of the ready line. */
  readonly link: string;
  readonly dataDir: string;
  /** Null with `embedded`. */
  readonly databaseUrl: string | null;
  readonly pid: number;
  readonly process: ServerProcess;
  /** Resolves with the exit code once the process has ended. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** Ends it as Ctrl-C does, if it still runs, and starts it again on the same data, with these variables changed. */
  restart(changes?: Readonly<Record<string, string>>): Promise<void>;
  /** Starts it again if it has ended; else nothing. */
  resume(): Promise<void>;
  /** Ends it and deletes its data and database. */
  stop(): Promise<void>;
}

export interface TestServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Let the server run its own PostgreSQL instead of a database of the run's. */
  readonly embedded?: boolean;
  /** An existing or new folder; without it a new one. */
  readonly dataDir?: string;
  /** What the server is told instead of its database's URL, such as that of a proxy. */
  readonly databaseThrough?: (url: string) => string | Promise<string>;
  /** Whom to run it as; needs root. */
  readonly account?: { readonly uid: number; readonly gid: number };
}

/** Starts the built server with a `DATA_DIR`, a database and a port of its own; REDIS_URL is handed on. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { env = {}, embedded = false, databaseThrough = (url) => url, account } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'antfarm-test-')));
  const database = embedded ? null : await createDatabase();
  const environment: Record<string, string> = {
    DATA_DIR: dataDir,
    ...(database && { DATABASE_URL: await databaseThrough(database.url) }),
    ...(process.env.REDIS_URL !== undefined && { REDIS_URL: process.env.REDIS_URL }),
    ...env,
  };

  async function launch() {
    const child = spawnServer({ env: environment, ...account });
    const link = await waitUntilReady(child);
    const token = (await readFile(join(dataDir, 'token'), 'utf8')).trim();
    return { child, link, token, url: `http://127.0.0.1:${new URL(link).port}` };
  }

  let running = await launch();
  return {
    get url() {
      return running.url;
    },
    get token() {
      return running.token;
    },
    get link() {
      return running.link;
    },
    get pid() {
      return running.child.pid;
    },
    get process() {
      return running.child;
    },
    dataDir,
    databaseUrl: database?.url ?? null,
    kill: (signal) => running.child.kill(signal),
    restart: async (changes = {}) => {
      Object.assign(environment, changes);
      await running.child.kill('SIGTERM');
      running = await launch();
    },
    resume: async () => {
      if (running.child.hasExited()) running = await launch();
    },
    stop: async () => {
      await running.child.kill('SIGTERM');
      await removeTestData(dataDir);
      await database?.drop();
    },
  };
}
