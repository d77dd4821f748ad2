import type { UpdateTask } from './task.dto.js';
import type { TaskEntity } from './task.entity.js';

/** Goes with every change of a row. */
export const CHANGED = { version: () => 'version + 1', updatedAt: () => 'now()' } as const;

/** The columns that a request names. */
export function columnsOf(input: UpdateTask): Partial<TaskEntity> {
  const columns = {
    title: input.title,
    description: input.description,
    priority: input.priority,
    estimate: input.estimate,
    labels: input.labels,
    focusFiles: input.focus_files,
    agentId: input.agent_id,
    dependsOn: input.depends_on,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
