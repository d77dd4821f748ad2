import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canReach, type PostgresAccount } from './postgres-account.js';
import { sharedFolder } from './shared-root.js';

/**
 * The folder for the cluster of this `DATA_DIR` (a real path): inside it or, where `account` cannot go there, in a
 * shared place under a hash of the path; then `DATA_DIR` records where.
 */
export function provideClusterFolder(dataDir: string, account: PostgresAccount): string {
  const record = join(dataDir, 'postgres-location');
  const inside = join(dataDir, 'postgres');
  if (existsSync(record)) return claim(readFileSync(record, 'utf8').trim(), dataDir, record);
  if (existsSync(inside) || canReach(account, dataDir)) return ownedFolder(inside, account);

  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const shared = ownedFolder(sharedFolder(`cluster-${hash}`), account);
  writeFileSync(record, `${shared}\n`);
  return claim(shared, dataDir, record);
}

function ownedFolder(folder: string, account: PostgresAccount): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

/** A copied `DATA_DIR` still records its original's cluster, and must not open it; a moved one may. */
function claim(folder: string, dataDir: string, record: string): string {
  const ownerFile = join(folder, 'owner');
  const owner = existsSync(ownerFile) ? readFileSync(ownerFile, 'utf8').trim() : dataDir;
  if (owner !== dataDir && existsSync(join(owner, 'postgres-location'))) {
    throw new Error(
      `${dataDir} looks like a copy: the database in ${folder} that it records belongs to ${owner}. ` +
        `Delete ${record} to start with an empty database.`,
    );
  }
  writeFileSync(ownerFile, `${dataDir}\n`);
  return folder;
}
