import { Problem } from './problem';

interface OnceHeader {
  'Idempotency-Key': string;
}

/** How long to wait before each further try: a server that restarts is back within seconds. */
const WAITS_MS = [1000, 3000];

// Not randomUUID, which a page of plain HTTP from another machine has not.
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join('-');

/** The server could not be reached, or is still at work on what it was asked before the connection broke. */
const mayHaveArrived = (error: unknown): boolean =>
  error instanceof Problem && (error.isUnreachable || error.code === 'idempotency.under_way');

/** Whoever is offline sees it at once, and sends it again when they are back. */
const isOffline = (error: unknown): boolean => error instanceof Problem && error.isOffline;

/**
 * Sends what must not be done twice: with one key, under which it is tried again when no answer comes.
 * Who may try again later, by hand, keeps the key and hands it in.
 */
export async function once<T>(send: (header: OnceHeader) => Promise<T>, key = newKey()): Promise<T> {
  const header = { 'Idempotency-Key': key };
  for (const wait of WAITS_MS) {
    try {
      return await send(header);
    } catch (error) {
      if (!mayHaveArrived(error) || isOffline(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return send(header);
}
