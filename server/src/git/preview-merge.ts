import { countAheadBehind, type AheadBehind } from './count-ahead-behind.js';
import { mergeTrees } from './merge-trees.js';

export interface MergePreview extends AheadBehind {
  readonly clean: boolean;
  readonly conflicts: readonly string[];
  /** The two have no commit in common: nothing can be merged. */
  readonly unrelated: boolean;
}

/** What a merge of the head into the base would meet; touches nothing. */
export async function previewMerge(mirror: string, base: string, head: string): Promise<MergePreview> {
  const counts = await countAheadBehind(mirror, base, head);
  const settled = counts.ahead === 0 || counts.behind === 0;
  const merge = settled ? ({ status: 'clean' } as const) : await mergeTrees(mirror, base, head);
  return {
    ...counts,
    clean: merge.status === 'clean',
    conflicts: merge.status === 'conflicts' ? merge.paths : [],
    unrelated: merge.status === 'unrelated',
  };
}
