import { createStored } from '@/lib/stored';

export interface DiffLook {
  split: boolean;
  wrap: boolean;
}

/** How a person likes diffs, kept for the next one. */
export const useDiffLook = createStored<DiffLook>('antfarm.diff-look', { split: false, wrap: false });
