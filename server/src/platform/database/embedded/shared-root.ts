import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const SHARED_ROOT = '/var/lib/antfarm';

/** A folder that root and the account of PostgreSQL both reach, for what cannot lie in `DATA_DIR` or `node_modules`. */
export function sharedFolder(name: string): string {
  mkdirSync(SHARED_ROOT, { recursive: true, mode: 0o711 });
  return join(SHARED_ROOT, name);
}
