import { create } from 'zustand';
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';

/** What is a user's own, and goes when that user signs out; the rest is how this browser likes to show things. */
const OF_USER = ['antfarm.drafts', 'antfarm.outbox', 'antfarm.viewed', 'antfarm.recent-commands'] as const;

type Name = (typeof OF_USER)[number] | 'antfarm.board' | 'antfarm.log' | 'antfarm.diff-look';

/** What did not fit into the storage is in this page alone: another tab's words must not take its place. */
const unstored = new Set<string>();
const resets = new Map<string, () => void>();

const guarded = {
  getItem: (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  setItem: (name, value) => {
    try {
      localStorage.setItem(name, value);
      unstored.delete(name);
    } catch {
      // Full, or forbidden: typing goes on without it.
      unstored.add(name);
    }
  },
  removeItem: (name) => {
    try {
      localStorage.removeItem(name);
    } catch {
      // What forbids to keep something has kept nothing.
    }
  },
} satisfies StateStorage;

/** A word or two that are read when the page is opened, as they are; nothing where the browser keeps nothing. */
export const { getItem: storedWord, setItem: storeWord, removeItem: dropWord } = guarded;

/** A store that outlives a reload, and that shows what other tabs put into it: each writes the whole of it. */
export function createStored<T extends object>(name: Name, initial: T) {
  const store = create<T>()(persist(() => initial, { name, storage: createJSONStorage(() => guarded) }));
  const reset = () => store.setState(initial, true);
  resets.set(name, reset);
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key !== name || unstored.has(name)) return;
    if (newValue === null) reset();
    else void store.persist.rehydrate();
  });
  return store;
}

/** For a sign-out: the next one here is somebody else. What another page's code keeps counts too. */
export function forgetUser(): void {
  for (const name of OF_USER) {
    resets.get(name)?.();
    guarded.removeItem(name);
  }
}
