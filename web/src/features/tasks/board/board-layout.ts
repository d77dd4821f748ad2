import type { TaskStatus } from '@/lib/api/types';
import { createStored } from '@/lib/stored';

type Collapsed = Record<string, readonly TaskStatus[]>;

/** Which columns of a project are folded away; remembered on this machine. */
const useLayoutStore = createStored<{ collapsed: Collapsed }>('antfarm.board', { collapsed: {} });

const NONE: readonly TaskStatus[] = [];

export const useCollapsed = (projectId: string): readonly TaskStatus[] =>
  useLayoutStore((state) => state.collapsed[projectId] ?? NONE);

export function setCollapsed(projectId: string, status: TaskStatus, collapsed: boolean): void {
  useLayoutStore.setState(({ collapsed: all }) => {
    const others = (all[projectId] ?? NONE).filter((entry) => entry !== status);
    return { collapsed: { ...all, [projectId]: collapsed ? [...others, status] : others } };
  });
}
