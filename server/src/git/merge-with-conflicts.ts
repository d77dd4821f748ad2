import { commitTree } from './commit-tree.js';
import { isAncestor } from './count-ahead-behind.js';
import type { MergeOrder } from './merge-into-base.js';
import { mergeTrees } from './merge-trees.js';

export interface ConflictedMerge {
  readonly commit: string;
  readonly paths: readonly string[];
}

/**
 * Makes the commit that brings the base into a head with which it conflicts, conflict markers included; `null` where they
 * do not conflict. No ref moves. Equal input makes an equal commit.
 */
export async function mergeWithConflicts(order: MergeOrder): Promise<ConflictedMerge | null> {
  const { mirror, base, head } = order;
  if (await isAncestor(mirror, base, head)) return null;
  const merge = await mergeTrees(mirror, head, base);
  if (merge.status !== 'conflicts') return null;
  const commit = await commitTree(mirror, { ...order, tree: merge.tree, parents: [head, base] });
  return { commit, paths: merge.paths };
}
