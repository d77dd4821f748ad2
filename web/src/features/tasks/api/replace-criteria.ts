import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { currentOf } from '@/lib/api/problem';
import type { Criterion, Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { serverRow } from './pending-tasks';
import { changeTask, upsertTask } from './task-cache';

/** Of whatever the list is by then: it may have grown or been ticked elsewhere. */
type Rearrange = (criteria: readonly Criterion[]) => Criterion[];

const put = ({ id, version, acceptance_criteria: criteria }: Task, rearrange: Rearrange) =>
  answer(
    api.PATCH('/api/tasks/{task_id}', {
      params: { path: { task_id: id } },
      body: {
        version,
        acceptance_criteria: rearrange(criteria).map(({ id, text, done, check }) => ({
          id,
          text,
          done,
          check,
        })),
      },
    }),
  );

/** The server drops what is missing in the list, so a list that was made of an older one is made again. */
async function replaceCriteria(row: Task, rearrange: Rearrange): Promise<Task> {
  try {
    return await put(row, rearrange);
  } catch (error) {
    const current = currentOf(error) as Task | null;
    if (current === null) throw error;
    return put(current, rearrange);
  }
}

/** The whole list at once: in another order, or with one that was taken away put back where it was. */
export function useReplaceCriteria(task: Task) {
  const client = useQueryClient();
  return useMutation({
    // Behind those that are still being made, which have no id yet that could be sent.
    scope: { id: `criteria:${task.id}` },
    mutationFn: (rearrange: Rearrange) => replaceCriteria(serverRow(client, task), rearrange),
    onMutate: (rearrange) =>
      changeTask(client, task.project_id, task.id, (row) => ({
        ...row,
        acceptance_criteria: rearrange(row.acceptance_criteria),
      })),
    onSuccess: (row, _rearrange, end) => {
      // First: laid over the answer, what was put back would be there twice.
      end();
      upsertTask(client, row);
    },
    onError: (error, _rearrange, end) => {
      end?.();
      notifyProblem('The criteria were not changed', error);
    },
  });
}
