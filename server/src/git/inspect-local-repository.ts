import { realpath, stat } from 'node:fs/promises';
import { inheritedEnvironment } from '../platform/config/inherited-environment.js';
import { runCommand } from '../platform/process/run-command.js';
import type { Identity } from './identity.js';
import { GitError } from './git-error.js';
import { readIdentity } from './read-identity.js';
import { runGit } from './run-git.js';

export type LocalRepository =
  | {
      readonly status: 'repository';
      readonly root: string;
      readonly bare: boolean;
      readonly shallow: boolean;
      /** No commit yet. */
      readonly empty: boolean;
      /** What HEAD names; `null` when it is detached. */
      readonly defaultBranch: string | null;
      readonly branches: readonly string[];
      readonly usesLfs: boolean;
      readonly identity: Identity | null;
    }
  | { readonly status: 'missing' | 'not_a_directory' | 'not_a_repository' }
  | { readonly status: 'subfolder'; readonly root: string }
  /** git refuses somebody else's repository until the user runs `command`. */
  | { readonly status: 'dubious_ownership'; readonly command: readonly string[] }
  | { readonly status: 'unreadable'; readonly detail: string };

/** What a path of this machine is, as the repository of a project. */
export async function inspectLocalRepository(path: string): Promise<LocalRepository> {
  const kind = await kindOf(path);
  if (kind !== 'directory') return { status: kind };
  const folder = await realpath(path);
  const refusal = await whyRefused(folder);
  if (refusal !== null) return refusal;
  return describe(folder).catch((error: unknown) => {
    // Objects may be missing, or refs broken, and all the rest be well.
    if (error instanceof GitError) return { status: 'unreadable', detail: error.output };
    throw error;
  });
}

async function describe(folder: string): Promise<LocalRepository> {
  const facts = await readFacts(folder);
  if (facts.insideGitDir && !facts.bare) return { status: 'not_a_repository' };
  const root = facts.bare ? facts.gitDir : facts.topLevel;
  if ((await realpath(root)) !== folder) return { status: 'subfolder', root };
  const place = { repository: folder };
  const [branches, defaultBranch, empty, usesLfs, identity] = await Promise.all([
    readLines(place, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads']),
    readLines(place, ['symbolic-ref', '--quiet', '--short', 'HEAD'], [0, 1]),
    isEmpty(folder),
    findLfs(folder),
    readIdentity(folder),
  ]);
  const { bare, shallow } = facts;
  return {
    status: 'repository',
    ...{ root: folder, bare, shallow, empty, branches, usesLfs, identity },
    defaultBranch: defaultBranch[0] ?? null,
  };
}

async function kindOf(path: string): Promise<'directory' | 'missing' | 'not_a_directory'> {
  return stat(path).then(
    (stats) => (stats.isDirectory() ? 'directory' : 'not_a_directory'),
    () => 'missing',
  );
}

// With the user's own configuration, because that is where they say whose repositories they trust.
async function whyRefused(folder: string): Promise<LocalRepository | null> {
  const result = await runCommand({
    file: 'git',
    args: ['-C', folder, 'rev-parse', '--git-dir'],
    cwd: '/',
    env: { ...inheritedEnvironment(), LC_ALL: 'C' },
  });
  if (result.exitCode === 0) return null;
  const detail = Buffer.from(result.stderr).toString().trim();
  const owner = /dubious ownership in repository at '(.*)'/.exec(detail)?.[1];
  if (owner !== undefined) {
    const command = ['git', 'config', '--global', '--add', 'safe.directory', owner];
    return { status: 'dubious_ownership', command };
  }
  return detail.includes('not a git repository')
    ? { status: 'not_a_repository' }
    : { status: 'unreadable', detail };
}

async function readFacts(folder: string) {
  const args = [
    '--is-bare-repository',
    '--is-inside-git-dir',
    '--is-shallow-repository',
    '--absolute-git-dir',
  ];
  const place = { repository: folder };
  const [bare, inside, shallow, gitDir = ''] = await readLines(place, ['rev-parse', ...args]);
  const [topLevel = gitDir] = await readLines(place, ['rev-parse', '--show-toplevel'], [0, 128]);
  return {
    bare: bare === 'true',
    insideGitDir: inside === 'true',
    shallow: shallow === 'true',
    gitDir,
    topLevel,
  };
}

async function isEmpty(repository: string): Promise<boolean> {
  return (await readLines({ repository }, ['rev-list', '--all', '--max-count=1'])).length === 0;
}

async function findLfs(repository: string): Promise<boolean> {
  const args = ['grep', '--quiet', '--no-textconv', '-F', 'filter=lfs', 'HEAD', '--', '*.gitattributes'];
  // 1: no such line; 128: no commit to look in.
  return (await runGit({ repository }, args, { exitCodes: [0, 1, 128] })).exitCode === 0;
}

async function readLines(
  place: { readonly repository: string },
  args: readonly string[],
  exitCodes: readonly number[] = [0],
): Promise<string[]> {
  const { stdout } = await runGit(place, args, { exitCodes, env: { GIT_OPTIONAL_LOCKS: '0' } });
  return stdout
    .toString()
    .split('\n')
    .filter((line) => line !== '');
}
