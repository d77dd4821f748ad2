import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Deletes a `DATA_DIR`, and the cluster that it may have elsewhere. */
export async function removeTestData(dataDir) {
  const elsewhere = await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => null);
  for (const folder of [elsewhere?.trim(), dataDir]) {
    // What was just killed may still be writing.
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
