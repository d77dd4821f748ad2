import type { AgentTaskList } from '../../platform/process/run-protocol/run-spec.js';
import type { Subtask } from '../../tasks/subtasks.service.js';

/** What a subtask says beside its title; empty parts are left out. */
export function describeSubtask({
  inputs,
  outputs,
  testPlan,
}: Pick<Subtask, 'inputs' | 'outputs' | 'testPlan'>): string {
  const parts = { Inputs: inputs, Outputs: outputs, 'Test plan': testPlan };
  return Object.entries(parts)
    .flatMap(([name, text]) => (text.trim() === '' ? [] : [`${name}: ${text.trim()}`]))
    .join('\n');
}

/** The subtasks of a task, as an agent keeps them. Its threads all know them by one name. */
export const agentTaskList = (
  { projectId, taskId }: { readonly projectId: string; readonly taskId: string },
  subtasks: readonly Subtask[],
): AgentTaskList => ({
  id: `antfarm-${projectId}-${taskId}`,
  tasks: subtasks.map((subtask) => ({
    id: subtask.id,
    title: subtask.title,
    description: describeSubtask(subtask),
    status: subtask.status,
  })),
});
