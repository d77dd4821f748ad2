import { neighbourCard } from '@/features/tasks/board/neighbour-card';
import type { Project, Task } from '@/lib/api/types';
import { columnsOf } from '@/lib/columns';
import { useKeys } from '@/lib/keys';

interface DrawerKeys {
  project: Project;
  shown: readonly Task[];
  openTaskId: string | undefined;
  onOpen: (taskId: string) => void;
}

/** While a card is open, the keys to the next one open that in its place; arrows belong to what has the focus. */
export function useDrawerKeys({ project, shown, openTaskId, onOpen }: DrawerKeys): void {
  const go = (step: 1 | -1) => (key: string) => {
    if (openTaskId === undefined || key.startsWith('Arrow')) return false;
    const next = neighbourCard(columnsOf(project.workflow), shown, openTaskId, step);
    if (next) onOpen(next.id);
    return next !== undefined;
  };
  useKeys({ nextCard: go(1), previousCard: go(-1) });
}
