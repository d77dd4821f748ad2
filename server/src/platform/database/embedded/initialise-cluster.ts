import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresAccount } from './postgres-account.js';

export interface Cluster {
  /** The data directory of PostgreSQL. */
  readonly data: string;
  readonly log: string;
  readonly user: string;
  readonly password: string;
}

const USER = 'antfarm';

/** Opens the cluster in `folder`; makes it in a scratch folder first, so that a crash never leaves half of one. */
export function initialiseCluster(folder: string, bin: string, account: PostgresAccount): Cluster {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    const scratch = `${data}.init`;
    rmSync(scratch, { recursive: true, force: true });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account) chownSync(passwordFile, account.uid, account.gid);
    runInitdb(join(bin, 'initdb'), scratch, passwordFile, account);
    renameSync(scratch, data);
  }
  return {
    data,
    log: join(folder, 'postgres.log'),
    user: USER,
    password: readFileSync(passwordFile, 'utf8'),
  };
}

function runInitdb(initdb: string, data: string, passwordFile: string, account: PostgresAccount): void {
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = [`--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const { status, stderr, error } = spawnSync(
    initdb,
    [`--pgdata=${data}`, ...access, ...locale, '--no-sync', '--no-instructions'],
    { ...account, cwd: '/', encoding: 'utf8', env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } },
  );
  if (status !== 0) throw new Error(`initdb failed: ${stderr || String(error)}`, { cause: error });
}
