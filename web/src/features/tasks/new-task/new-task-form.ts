import * as z from 'zod/mini';
import { TASK_PRIORITIES } from '@contracts/task-status';

const MAX_POINTS = 1000;

const isEstimate = (text: string): boolean => {
  const points = Number(text);
  return text.trim() === '' || (points >= 0 && points <= MAX_POINTS);
};

export const newTaskSchema = z.object({
  title: z
    .string()
    .check(z.trim(), z.minLength(1, 'Give the task a title.'), z.maxLength(300, 'At most 300 characters.')),
  description: z.string(),
  criteria: z.array(z.object({ text: z.string() })),
  labels: z.array(z.string()),
  priority: z.enum(TASK_PRIORITIES),
  estimate: z.string().check(z.refine(isEstimate, `A number from 0 to ${MAX_POINTS}.`)),
  agentId: z.string(),
  focusFiles: z.array(z.string()),
  dependsOn: z.array(z.string()),
});

export type NewTaskForm = z.infer<typeof newTaskSchema>;

export const emptyTask: NewTaskForm = {
  title: '',
  description: '',
  criteria: [{ text: '' }],
  labels: [],
  priority: 'none',
  estimate: '',
  agentId: '',
  focusFiles: [],
  dependsOn: [],
};

/** A draft that an older page wrote, or nobody, is none. */
export function readDraft(text: string | null): NewTaskForm {
  if (text === null) return emptyTask;
  try {
    const found = { ...emptyTask, ...(JSON.parse(text) as object) };
    // An unfinished title is no fault of a draft.
    return newTaskSchema.safeParse({ ...found, title: 'x', estimate: '' }).success ? found : emptyTask;
  } catch {
    return emptyTask;
  }
}
