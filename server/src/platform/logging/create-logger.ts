import { pino, type Logger } from 'pino';
import type { AppConfig } from '../config/app-config.js';

/** What PostgreSQL and its driver quote of the statement that failed: texts of users. */
const USERS_TEXTS = ['err.parameters', 'err.detail', 'err.where', 'err.driverError'];

/** JSON lines on standard error; standard output belongs to the line that says where the server is. */
export function createLogger(config: AppConfig): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: USERS_TEXTS, remove: true },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
