/** Columns of the board, in order. `assigned` exists in the team workflow only. */
export const TASK_STATUSES = ['inbox', 'assigned', 'in_progress', 'review', 'done'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const WORKFLOWS = ['solo', 'team'] as const;
export type Workflow = (typeof WORKFLOWS)[number];

export const TASK_PRIORITIES = ['none', 'low', 'medium', 'high', 'urgent'] as const;
export type TaskPriority = (typeof TASK_PRIORITIES)[number];

export const ATTENTION_REASONS = [
  'question',
  'permission',
  'plan',
  'review',
  'attempt_failed',
  'gates_failed',
  'conflict',
  'budget',
  'rounds_exhausted',
] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

export const SUBTASK_STATUSES = ['pending', 'running', 'done', 'failed'] as const;
export type SubtaskStatus = (typeof SUBTASK_STATUSES)[number];

/** What a card may be looked for by beside its own fields: it waits for a person, an agent works on it, its evidence is of another tree. */
export const TASK_CONDITIONS = ['needs_you', 'running', 'stale'] as const;
export type TaskCondition = (typeof TASK_CONDITIONS)[number];
