import { z } from 'zod';
import { readServerRecord } from '../platform/instance/server-record.js';

/** Asks the running server of `dataDir` through its local control; null when it does not answer (yet). */
export async function callServer<T>(
  dataDir: string,
  action: 'link' | 'stop',
  answer: z.ZodType<T>,
): Promise<T | null> {
  const record = readServerRecord(dataDir);
  if (!record) return null;
  const response = await fetch(`${record.url}/api/local/${action}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${record.control_token}`, Host: new URL(record.url).host },
  }).catch(() => null);
  return response?.ok ? answer.parse(await response.json()) : null;
}
