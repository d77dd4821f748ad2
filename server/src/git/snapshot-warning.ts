import { GitError } from './git-error.js';
import type { GitOutput } from './run-git.js';

/** Something in a workspace that a snapshot could not take as it was; `path` is safe to show. */
export interface SnapshotWarning {
  readonly kind:
    | 'nested_repository' // its files are captured, its history is not
    | 'submodule' // stays at the commit that the base pins
    | 'unsafe_name'
    | 'too_large'
    | 'unreadable'
    | 'special_file';
  readonly path: string;
}

const EXPECTED: readonly (readonly [SnapshotWarning['kind'], RegExp])[] = [
  [
    'unreadable',
    /^error: open\("(.*)"\): (?:Permission denied|No such file or directory|Operation not permitted)$/,
  ],
  ['unreadable', /^warning: could not open directory '(.*)': /],
  ['unreadable', /^(.*): Permission denied$/],
  ['special_file', /^error: (.*): can only add regular files, symbolic links or git-directories$/],
  ['unsafe_name', /^error: invalid path '(.*)'$/],
];
const FOLLOW_UP =
  /^(error: (unable to index file|unable to add|could not add) |warning: (in the working copy of|adding embedded)|hint: |fatal: (adding|updating) files failed$|The file will have its original line endings|$)/;

/** The files that `git add --ignore-errors` passed over. Throws GitError on any other complaint, such as a full disk. */
export function readAddErrors({ exitCode, stderr }: GitOutput): SnapshotWarning[] {
  const warnings: SnapshotWarning[] = [];
  for (const line of stderr.split('\n')) {
    const warning = readLine(line);
    if (warning !== null) warnings.push(warning);
    else if (exitCode !== 0 && !FOLLOW_UP.test(line)) throw new GitError(['add'], 'exited', exitCode, stderr);
  }
  return warnings;
}

function readLine(line: string): SnapshotWarning | null {
  for (const [kind, pattern] of EXPECTED) {
    const path = pattern.exec(line)?.[1];
    if (path !== undefined) return { kind, path };
  }
  return null;
}
