import { Matches } from 'class-validator';

// git-check-ref-format's rules, as far as a name can be judged without git.
const BRANCH_NAME =
  /^(?![-/.]|HEAD$|@$)(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock$|\.lock\/))[^\s~^:?*[\\\p{Cc}]+(?<![/.])$/u;

/** The name of a branch, and no other way to say a commit, such as `main~3`. */
export const IsBranchName = (): PropertyDecorator =>
  Matches(BRANCH_NAME, { message: '$property must be the name of a branch, such as main' });
