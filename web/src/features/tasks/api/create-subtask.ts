import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { CreateSubtask } from '@/lib/api/types';
import { useSubtaskMutation } from './change-subtasks';
import { PENDING } from './pending-tasks';

const createSubtask = (taskId: string, body: CreateSubtask) =>
  once((header) =>
    answer(
      api.POST('/api/tasks/{task_id}/subtasks', {
        params: { header, path: { task_id: taskId } },
        body,
      }),
    ),
  );

export const useCreateSubtask = (taskId: string, onRefused: (body: CreateSubtask) => void) =>
  useSubtaskMutation({
    taskId,
    send: (body: CreateSubtask) => createSubtask(taskId, body),
    apply: (subtasks, { title }) => [
      ...subtasks,
      {
        id: `${PENDING}${subtasks.length}`,
        task_id: taskId,
        position: subtasks.length,
        title,
        inputs: '',
        outputs: '',
        test_plan: '',
        status: 'pending',
        thread_id: null,
      },
    ],
    refusal: 'The subtask was not added',
    onRefused,
  });
