import type { LocalRepository } from '../../git/inspect-local-repository.js';
import type { RemoteRepository } from '../../git/inspect-remote.js';
import { faultOfLocal, faultOfRemote, type SourceFault } from '../source-faults.js';
import type { CheckName, ValidationCheck } from './validation.dto.js';

/** The checks of a repository, for each fault the first that it fails; the later ones say that they could not be made. */
const SOURCE_CHECKS = [
  'repo_reachable',
  'is_repository',
  'has_commits',
  'branch_exists',
  'not_shallow',
  'lfs',
] as const satisfies readonly CheckName[];
type SourceCheck = (typeof SOURCE_CHECKS)[number];

export const passed = (name: CheckName, detail: string, hint: string | null = null): ValidationCheck => ({
  name,
  ok: true,
  detail,
  hint,
});

export const failed = (name: CheckName, detail: string, hint: string | null): ValidationCheck => ({
  name,
  ok: false,
  detail,
  hint,
});

export function checkLocal(path: string, branch: string, found: LocalRepository): ValidationCheck[] {
  if (found.status !== 'repository') {
    const atPath = found.status === 'missing' || found.status === 'not_a_directory';
    return stopAt(atPath ? 'repo_reachable' : 'is_repository', faultOfLocal(path, found));
  }
  return [
    passed('repo_reachable', path),
    passed('is_repository', found.bare ? 'A bare git repository.' : 'A git repository.'),
    ...checkBranches(found.empty, branch, found.branches),
    found.shallow
      ? failed(
          'not_shallow',
          'The repository is a shallow clone: history is missing that merges need.',
          `Run: git -C ${path} fetch --unshallow`,
        )
      : passed('not_shallow', 'The whole history is there.'),
    found.usesLfs
      ? passed(
          'lfs',
          'Large files are kept by git LFS.',
          'Workspaces hold their pointers, not their contents: fetch what tests need in the install command.',
        )
      : passed('lfs', 'git LFS is not used.'),
  ];
}

export function checkRemote(url: string, branch: string, found: RemoteRepository): ValidationCheck[] {
  if (found.status !== 'reachable') return stopAt('repo_reachable', faultOfRemote(found));
  return [
    passed('repo_reachable', url),
    passed('is_repository', 'A git repository.'),
    ...checkBranches(found.branches.length === 0, branch, found.branches),
    passed('not_shallow', 'The whole history is fetched.'),
    passed('lfs', 'Seen when the repository is fetched.'),
  ];
}

function checkBranches(isEmpty: boolean, branch: string, branches: readonly string[]): ValidationCheck[] {
  if (isEmpty) {
    return [
      failed(
        'has_commits',
        'The repository has no commit.',
        'Commit something first, such as a README: git commit --allow-empty -m "First commit".',
      ),
      failed('branch_exists', `The branch ${branch} has no commit.`, null),
    ];
  }
  return [
    passed('has_commits', 'There are commits.'),
    branches.includes(branch)
      ? passed('branch_exists', branch)
      : failed(
          'branch_exists',
          `There is no branch ${branch}.`,
          branches.length === 0
            ? `Create it: git branch ${branch}`
            : `Set default_branch to one of: ${branches.slice(0, 10).join(', ')}.`,
        ),
  ];
}

/** When the check `cause` failed before the repository could be looked at. */
export const sourceNotChecked = (cause: CheckName): ValidationCheck[] =>
  SOURCE_CHECKS.map((name) => failed(name, `Not checked: see ${cause}.`, null));

function stopAt(name: SourceCheck, { detail, hint }: SourceFault): ValidationCheck[] {
  const index = SOURCE_CHECKS.indexOf(name);
  return [
    ...SOURCE_CHECKS.slice(0, index).map((before) => passed(before, 'Found.')),
    failed(name, detail, hint),
    ...SOURCE_CHECKS.slice(index + 1).map((after) => failed(after, `Not checked: see ${name}.`, null)),
  ];
}
