import { createStored } from '@/lib/stored';

const KEPT = 6;

/** The ids of what was used last, the latest first; it outlives a reload. */
export const useRecentCommands = createStored<{ ids: readonly string[] }>('antfarm.recent-commands', {
  ids: [],
});

export function rememberCommand(id: string): void {
  useRecentCommands.setState(({ ids }) => ({
    ids: [id, ...ids.filter((other) => other !== id)].slice(0, KEPT),
  }));
}
