import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryPath } from '../support/repository-path.js';

const { ANTFARM_AGENTS_DIR, DATA_DIR } = process.env;
const folder = ANTFARM_AGENTS_DIR ?? join(DATA_DIR ?? repositoryPath('data'), 'agents');

/** What `npm run agents:install` brought. */
export function installedAgent(name: string, program: string) {
  const prefix = join(folder, name);
  const path = join(prefix, 'node_modules', '.bin', program);
  const missing = `${name} is not installed: npm run agents:install -- ${name}`;
  return { path, readOnly: [prefix], missing: existsSync(path) ? undefined : missing };
}
