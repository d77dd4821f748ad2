import { removeTestData } from './remove-test-data.mjs';

export default async function tearDown() {
  const { dataDir, stop } = globalThis.antfarmTestPostgres ?? {};
  if (!stop) return;
  await stop();
  await removeTestData(dataDir);
}
