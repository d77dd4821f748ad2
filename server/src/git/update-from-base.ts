import { commitTree } from './commit-tree.js';
import { isAncestor } from './count-ahead-behind.js';
import type { MergeOrder } from './merge-into-base.js';
import { mergeTrees } from './merge-trees.js';

export type UpdateOutcome =
  | { readonly status: 'updated'; readonly commit: string; readonly tree: string }
  | { readonly status: 'up_to_date' }
  | { readonly status: 'conflicts'; readonly paths: readonly string[] }
  | { readonly status: 'unrelated' };

/** Makes the commit that brings the base into a head. No ref moves. */
export async function updateFromBase(order: MergeOrder): Promise<UpdateOutcome> {
  const { mirror, base, head } = order;
  if (await isAncestor(mirror, base, head)) return { status: 'up_to_date' };
  const merge = await mergeTrees(mirror, head, base);
  if (merge.status !== 'clean') return merge;
  const commit = await commitTree(mirror, { ...order, tree: merge.tree, parents: [head, base] });
  return { status: 'updated', commit, tree: merge.tree };
}
