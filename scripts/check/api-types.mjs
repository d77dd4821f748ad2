import { readFileSync } from 'node:fs';
import { generateApiTypes, SCHEMA_FILE } from '../generate-api.mjs';

if ((await generateApiTypes()) !== readFileSync(SCHEMA_FILE, 'utf8')) {
  console.error(`${SCHEMA_FILE} does not fit the server: run npm run generate:api.`);
  process.exit(1);
}
