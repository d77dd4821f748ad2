import { useEffect } from 'react';
import { neighbourCard } from '@/features/tasks/board/neighbour-card';
import type { Project, Task } from '@/lib/api/types';
import { columnsOf } from '@/lib/columns';

/** For the list of all keys. @public */
export const DRAWER_KEYS = [
  { keys: ['j'], does: 'Next card, while one is open' },
  { keys: ['k'], does: 'Previous card, while one is open' },
  { keys: ['Esc'], does: 'Close the card' },
] as const;

const TYPING =
  'input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=listbox], [aria-modal=true]';
const STEPS: Record<string, 1 | -1 | undefined> = { j: 1, k: -1 };

interface DrawerKeys {
  project: Project;
  shown: readonly Task[];
  openTaskId: string | undefined;
  onOpen: (taskId: string) => void;
}

export function useDrawerKeys({ project, shown, openTaskId, onOpen }: DrawerKeys): void {
  useEffect(() => {
    if (openTaskId === undefined) return;
    const onKey = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      const next = neighbourCard(columnsOf(project.workflow), shown, openTaskId, step);
      if (!next) return;
      event.preventDefault();
      onOpen(next.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [project.workflow, shown, openTaskId, onOpen]);
}
