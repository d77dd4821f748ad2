import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';

export const SCHEMA_FILE = 'web/src/lib/api/schema.ts';

/** The web client's types, from the OpenAPI document of the built server. */
export async function generateApiTypes() {
  const document = execFileSync(process.execPath, ['dist/server.mjs', 'openapi'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const header =
    '/** Made by `npm run generate:api` from the OpenAPI document of the server; do not edit. */\n';
  return header + astToString(await openapiTypescript(JSON.parse(document)));
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { buildChanged } = await import('./build/build-changed.mjs');
  await buildChanged(['server']);
  writeFileSync(SCHEMA_FILE, await generateApiTypes());
  console.log(`Wrote ${SCHEMA_FILE}.`);
}
