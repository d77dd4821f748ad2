import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface DraftState {
  texts: Record<string, string>;
  set: (taskId: string, text: string) => void;
}

/** Unsent messages outlive a reload: one for each task. */
const useDraftStore = create<DraftState>()(
  persist(
    (set) => ({
      texts: {},
      set: (taskId, text) =>
        set(({ texts }) => {
          const others = Object.entries(texts).filter(([id]) => id !== taskId);
          return { texts: Object.fromEntries(text === '' ? others : [...others, [taskId, text]]) };
        }),
    }),
    { name: 'antfarm.drafts' },
  ),
);

export function useDrafts(taskId: string) {
  const text = useDraftStore((state) => state.texts[taskId] ?? '');
  const set = useDraftStore((state) => state.set);
  return { text, setText: (next: string) => set(taskId, next) };
}
