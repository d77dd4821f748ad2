import type { PickOption } from '@/components/pick-many';
import type { Project, Task } from '@/lib/api/types';
import { isPending } from './api/pending-tasks';

export function labelOptions(project: Project, tasks: readonly Task[]): PickOption[] {
  const labels = new Set([...project.labels, ...tasks.flatMap((task) => task.labels)]);
  return [...labels].sort().map((label) => ({ value: label, label }));
}

/** The tasks that another may wait for: the newest first, itself left out. */
export const dependencyOptions = (tasks: readonly Task[], ownId: string | null): PickOption[] =>
  tasks
    .filter((task) => task.id !== ownId && !isPending(task))
    .sort((a, b) => b.number - a.number)
    .map(({ id, key, title }) => ({ value: id, label: `${key} ${title}` }));
