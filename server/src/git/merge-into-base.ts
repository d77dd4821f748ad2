import type { MergeMethod } from '../contracts/attempt-status.js';
import { commitTree } from './commit-tree.js';
import { isAncestor } from './count-ahead-behind.js';
import type { Signature } from './identity.js';
import { mergeTrees } from './merge-trees.js';
import { treeOf } from './resolve-commit.js';

export interface MergeOrder {
  readonly mirror: string;
  readonly base: string;
  readonly head: string;
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

export type MergeOutcome =
  | { readonly status: 'merged'; readonly commit: string; readonly tree: string }
  /** The base has it all already. */
  | { readonly status: 'nothing_to_merge' }
  | { readonly status: 'conflicts'; readonly paths: readonly string[] }
  | { readonly status: 'unrelated' };

/** Makes the commit that brings a head into its base, as a merge or as one squashed commit. No ref moves. */
export async function mergeIntoBase(
  order: MergeOrder & { readonly method: MergeMethod },
): Promise<MergeOutcome> {
  const { mirror, base, head, method } = order;
  if (await isAncestor(mirror, head, base)) return { status: 'nothing_to_merge' };
  const merge = await mergeTrees(mirror, base, head);
  if (merge.status !== 'clean') return merge;
  if (merge.tree === (await treeOf(mirror, base))) return { status: 'nothing_to_merge' };
  const parents = method === 'merge' ? [base, head] : [base];
  const commit = await commitTree(mirror, { ...order, tree: merge.tree, parents });
  return { status: 'merged', commit, tree: merge.tree };
}
