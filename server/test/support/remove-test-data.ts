import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Deletes a `DATA_DIR` of a test, and the cluster that it may have elsewhere. */
export async function removeTestData(dataDir: string): Promise<void> {
  const elsewhere = await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => null);
  if (elsewhere !== null) await rm(elsewhere.trim(), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
