import { TASK_PRIORITIES, TASK_STATUSES } from '@contracts/task-status';
import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string()), undefined);

/** What the board's address holds: the filters, the open task and its tab. Anything else is dropped. */
export const boardSearchSchema = z.object({
  q: text,
  label: text,
  agent: text,
  status: z.catch(z.optional(z.enum(TASK_STATUSES)), undefined),
  priority: z.catch(z.optional(z.enum(TASK_PRIORITIES)), undefined),
  task: text,
  tab: z.catch(z.optional(z.enum(['details', 'thread', 'attempts'])), undefined),
  new: z.catch(z.optional(z.enum(['task', 'agent'])), undefined),
});

export type BoardSearch = z.infer<typeof boardSearchSchema>;

export const attemptSearchSchema = z.object({
  tab: z.catch(z.optional(z.enum(['logs', 'diff', 'gates', 'summary'])), undefined),
});
