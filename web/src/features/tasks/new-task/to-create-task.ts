import type { CreateTask } from '@/lib/api/types';
import type { NewTaskForm } from './new-task-form';

/** Where the dialog's draft is kept. Apart from the form's schema, which the first paint does not need. */
export const newTaskPlace = (projectId: string): string => `new-task:${projectId}`;

export function toCreateTask(form: NewTaskForm): CreateTask {
  const criteria = form.criteria.map(({ text }) => text.trim()).filter(Boolean);
  return {
    title: form.title,
    priority: form.priority,
    labels: form.labels,
    focus_files: form.focusFiles,
    depends_on: form.dependsOn,
    acceptance_criteria: criteria.map((text) => ({ text })),
    ...(form.description.trim() === '' ? {} : { description: form.description }),
    ...(form.estimate.trim() === '' ? {} : { estimate: Number(form.estimate) }),
    ...(form.agentId === '' ? {} : { agent_id: form.agentId }),
  };
}
