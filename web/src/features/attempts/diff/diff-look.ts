import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface DiffLook {
  split: boolean;
  wrap: boolean;
}

/** How a person likes diffs, kept for the next one. */
export const useDiffLook = create<DiffLook>()(
  persist((): DiffLook => ({ split: false, wrap: false }), { name: 'antfarm.diff-look' }),
);
