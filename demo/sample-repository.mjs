import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMPLATE = fileURLToPath(new URL('repository', import.meta.url));
/** Whom the first commit names when git knows no user; the domain is reserved and belongs to nobody. */
const NOBODY = { name: 'Antfarm demo', email: 'demo@antfarm.invalid' };

/** Makes the sample repository in `folder`, unless there is one; answers its real path. */
export function ensureSampleRepository(folder) {
  if (!existsSync(join(folder, '.git'))) {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder); // a folder that is there and is no repository is somebody else's
    cpSync(TEMPLATE, folder, { recursive: true });
    const git = (...args) => execFileSync('git', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.name', NOBODY.name);
    git('config', 'user.email', NOBODY.email);
    git('add', '--all');
    git(
      '-c',
      'commit.gpgSign=false',
      'commit',
      '--quiet',
      '--no-verify',
      '--message=A small library for text',
    );
  }
  return realpathSync(folder);
}
