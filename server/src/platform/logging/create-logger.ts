import { pino, type Logger } from 'pino';
import type { AppConfig } from '../config/app-config.js';

/** JSON lines on standard error; standard output belongs to the line that says where the server is. */
export function createLogger(config: AppConfig): Logger {
  return pino(
    { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
