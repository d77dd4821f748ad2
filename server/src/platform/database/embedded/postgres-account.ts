import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whom PostgreSQL runs as: null means ourselves. It refuses to run as root. */
export type PostgresAccount = { readonly uid: number; readonly gid: number } | null;

const CANDIDATES = ['postgres', 'nobody'];

/** As root, an unprivileged account of the system; `initdb` needs one that has an entry in the user database. */
export function choosePostgresAccount(): PostgresAccount {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new Error(
    'Antfarm runs as root, PostgreSQL refuses to, and neither a postgres nor a nobody account exists. ' +
      'Start Antfarm as an ordinary user, or set DATABASE_URL to a PostgreSQL 15+ server.',
  );
}

/** Whether the account can pass through to a folder and into it. */
export function canReach(account: PostgresAccount, directory: string): boolean {
  if (account === null) return true;
  const probe = spawnSync('sh', ['-c', 'cd -- "$0"', directory], { ...account, cwd: '/', stdio: 'ignore' });
  return probe.status === 0;
}
