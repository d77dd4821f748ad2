import { Socket } from 'node:net';
import pg from 'pg';

const SILENCE_MS = 10_000;
const PROBE_MS = 5_000;

/**
 * Ends a connection whose answer is waited for in vain, because the network swallows it: TCP alone takes a quarter of
 * an hour to notice. A statement that takes its time is left alone; the server itself is asked over another connection.
 */
export function endSilentConnections(pool: pg.Pool): void {
  const watched = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => {
    const socket = socketOf(client);
    if (!watched.has(client)) {
      watched.add(client);
      socket.on('timeout', () => void endUnlessWorking(pool, client));
    }
    socket.setTimeout(SILENCE_MS);
  });
  pool.on('release', (_error, client) => void socketOf(client).setTimeout(0));
}

async function endUnlessWorking(pool: pg.Pool, client: pg.PoolClient): Promise<void> {
  const socket = socketOf(client);
  const { bytesRead } = socket;
  const works = await isWorking(pool, processIdOf(client));
  if (socket.bytesRead !== bytesRead) return; // it answered meanwhile, and may be idle since
  if (works) socket.setTimeout(SILENCE_MS);
  else socket.destroy(Object.assign(new Error('The database does not answer'), { code: 'ETIMEDOUT' }));
}

/** Whether PostgreSQL is busy for this connection, and waits for nothing from it; true as well while it lets nobody ask. */
async function isWorking(pool: pg.Pool, processId: unknown): Promise<boolean> {
  const probe = new pg.Client({
    ...pool.options,
    connectionTimeoutMillis: PROBE_MS,
    query_timeout: PROBE_MS,
  });
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    const { rowCount } = await probe.query(
      `select from pg_stat_activity
       where pid = $1 and state = 'active' and wait_event_type is distinct from 'Client'`,
      [processId],
    );
    return rowCount === 1;
  } catch (error) {
    return error instanceof pg.DatabaseError; // it refuses, and so it is there: asked again later
  } finally {
    void probe.end().catch(() => undefined);
  }
}

function socketOf({ connection: { stream } }: pg.PoolClient): Socket {
  if (stream instanceof Socket) return stream;
  throw new Error('The connection to PostgreSQL has no socket');
}

/** `pg` has it, its types do not. */
const processIdOf = (client: pg.PoolClient): unknown => Reflect.get(client, 'processID');
