import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

export default async function tearDown() {
  const { dataDir, stop } = globalThis.antfarmTestPostgres ?? {};
  if (!stop) return;
  await stop();
  const elsewhere = await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => null);
  for (const folder of [elsewhere?.trim(), dataDir])
    if (folder) await rm(folder, { recursive: true, force: true });
}
