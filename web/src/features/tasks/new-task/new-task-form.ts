import * as z from 'zod/mini';
import { TASK_PRIORITIES } from '@contracts/task-status';
import type { CreateTask } from '@/lib/api/types';

export const newTaskSchema = z.object({
  title: z
    .string()
    .check(z.trim(), z.minLength(1, 'Give the task a title.'), z.maxLength(200, 'At most 200 characters.')),
  description: z.string(),
  criteria: z.array(z.object({ text: z.string() })),
  labels: z.string(),
  priority: z.enum(TASK_PRIORITIES),
  agentId: z.string(),
  focusFiles: z.string(),
});

export type NewTaskForm = z.infer<typeof newTaskSchema>;

export const emptyTask: NewTaskForm = {
  title: '',
  description: '',
  criteria: [{ text: '' }],
  labels: '',
  priority: 'none',
  agentId: '',
  focusFiles: '',
};

const listed = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter(Boolean);

export function toCreateTask(form: NewTaskForm): CreateTask {
  const criteria = form.criteria.map(({ text }) => text.trim()).filter(Boolean);
  return {
    title: form.title,
    priority: form.priority,
    labels: listed(form.labels),
    focus_files: listed(form.focusFiles),
    acceptance_criteria: criteria.map((text) => ({ text })),
    ...(form.description.trim() === '' ? {} : { description: form.description }),
    ...(form.agentId === '' ? {} : { agent_id: form.agentId }),
  };
}
