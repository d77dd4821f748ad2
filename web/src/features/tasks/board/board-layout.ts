import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { TaskStatus } from '@/lib/api/types';

type Collapsed = Record<string, readonly TaskStatus[]>;

/** Which columns of a project are folded away; remembered on this machine. */
const useLayoutStore = create<{ collapsed: Collapsed }>()(
  persist(() => ({ collapsed: {} }), { name: 'antfarm.board' }),
);

const NONE: readonly TaskStatus[] = [];

export const useCollapsed = (projectId: string): readonly TaskStatus[] =>
  useLayoutStore((state) => state.collapsed[projectId] ?? NONE);

export function setCollapsed(projectId: string, status: TaskStatus, collapsed: boolean): void {
  useLayoutStore.setState(({ collapsed: all }) => {
    const others = (all[projectId] ?? NONE).filter((entry) => entry !== status);
    return { collapsed: { ...all, [projectId]: collapsed ? [...others, status] : others } };
  });
}
