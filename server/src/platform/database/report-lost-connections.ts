import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';

const logger = new Logger('Database');

/** An idle connection that is lost (the database restarts) is replaced at its next use. At a stop that is no news. */
export function reportLostConnections(pool: Pool): void {
  pool.on('error', ({ message }) => {
    if (!pool.ending) logger.warn({ msg: 'a database connection was lost', reason: message });
  });
}
