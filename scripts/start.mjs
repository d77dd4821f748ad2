import { fileURLToPath } from 'node:url';
import { buildChanged } from './build/build-changed.mjs';
import { checkPrerequisites } from './build/check-prerequisites.mjs';

const root = new URL('../', import.meta.url);
const startedIn = process.cwd();

try {
  process.chdir(fileURLToPath(root));
  checkPrerequisites();
  await buildChanged();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
process.chdir(process.env.INIT_CWD ?? startedIn); // where `npm` was called: DATA_DIR may be relative to it
await import(new URL('dist/server.mjs', root).href); // the same process: signals and exit code need no relay
