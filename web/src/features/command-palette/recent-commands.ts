import { create } from 'zustand';
import { persist } from 'zustand/middleware';

const KEPT = 6;

/** The ids of what was used last, the latest first; it outlives a reload. */
export const useRecentCommands = create<{ ids: readonly string[] }>()(
  persist(() => ({ ids: [] as readonly string[] }), { name: 'antfarm.recent-commands' }),
);

export function rememberCommand(id: string): void {
  useRecentCommands.setState(({ ids }) => ({
    ids: [id, ...ids.filter((other) => other !== id)].slice(0, KEPT),
  }));
}
