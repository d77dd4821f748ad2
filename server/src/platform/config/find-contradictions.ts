import type { Environment } from './environment-schema.js';
import { isLoopback } from './is-loopback.js';

/** Faults that concern several variables, each with what to do about it. */
export function findContradictions(environment: Environment): string[] {
  const faults: string[] = [];
  const { HOST, AUTH_MODE, ALLOW_LOCAL_AUTH_ON, ANTFARM_ROLE } = environment;
  if (AUTH_MODE === 'multi') {
    faults.push('AUTH_MODE: multi comes in a later version; use local');
    if (environment.SECRET_KEY.length === 0) faults.push('SECRET_KEY: required with AUTH_MODE=multi');
  }
  if (AUTH_MODE === 'local' && !isLoopback(HOST) && ALLOW_LOCAL_AUTH_ON !== HOST) {
    faults.push(
      `HOST: ${HOST} is reachable from other machines and AUTH_MODE=local has one owner; use 127.0.0.1, or set ` +
        `ALLOW_LOCAL_AUTH_ON=${HOST} inside a container whose port is published on loopback only`,
    );
  }
  // An `api` process would need the mirrors and artifacts of the workers, and a DATA_DIR serves one process.
  if (ANTFARM_ROLE !== 'all') {
    faults.push(`ANTFARM_ROLE: ${ANTFARM_ROLE} comes in a later version; use all`);
  }
  return faults;
}
