import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PERSON = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org' };
const COMMITTER = { GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.org' };

/** Runs the git of the machine as a user would, in `directory`, and answers its output. */
export function git(directory: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: directory,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      LC_ALL: 'C',
      ...PERSON,
      ...COMMITTER,
    },
  }).trimEnd();
}

/** A temporary folder, by its real path. */
export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), 'antfarm-git-')));
}

/** Removes what `temporaryFolder` made. */
export function removeFolder(folder: string): void {
  // What was just killed may still be writing.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Writes files below a folder, with the folders that they need. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Commits everything in a repository's folder and answers the commit's id. */
export function commitAll(repository: string, message = 'change'): string {
  git(repository, 'add', '-A', '-f');
  git(repository, 'commit', '-q', '--allow-empty', '-m', message);
  return git(repository, 'rev-parse', 'HEAD');
}

/** A user's repository on branch `main` with these files in its first commit. */
export function createRepository(folder: string, files: Readonly<Record<string, string | Buffer>>): string {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'config', 'gc.auto', '0');
  git(folder, 'config', 'user.name', 'Grace');
  git(folder, 'config', 'user.email', 'grace@example.org');
  writeFiles(folder, files);
  commitAll(folder, 'first');
  return folder;
}

/** Writes whole files, changes and removals (`null`) as one commit on a branch; answers its id. */
export function commitFiles(
  repository: string,
  files: Readonly<Record<string, string | Buffer | null>>,
  message = 'change',
): string {
  for (const [name, content] of Object.entries(files)) {
    if (content === null) rmSync(path.join(repository, name), { recursive: true, force: true });
    else writeFiles(repository, { [name]: content });
  }
  return commitAll(repository, message);
}
