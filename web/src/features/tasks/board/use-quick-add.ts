import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Project, Task } from '@/lib/api/types';
import type { ColumnSpec } from '@/lib/columns';
import { putBackDraft } from '@/lib/drafts';
import { notifyProblem } from '@/lib/notify';
import { useCreateTask, type NewTask } from '../api/create-task';
import { tasksQuery } from '../api/get-tasks';
import { useMoveTask } from '../api/move-task';
import { planMove, tasksIn } from './plan-move';

interface QuickTask extends NewTask {
  column: ColumnSpec;
}

/** Makes a task of a title in a column: the server makes it where tasks begin, and it is moved from there. */
export function useQuickAdd(project: Project): (column: ColumnSpec, title: string) => void {
  const client = useQueryClient();
  const { mutate: move } = useMoveTask(project.id);
  const moveTo = (task: Task, { status, name }: ColumnSpec) => {
    const tasks = client.getQueryData(tasksQuery(project.id).queryKey) ?? [];
    const index = tasksIn(tasks, status).filter(({ id }) => id !== task.id).length;
    move(planMove(tasks, tasks, { task, status, columnName: name, index }));
  };
  const { mutate } = useCreateTask<QuickTask>(project, {
    onCreated: (task, { column }) => {
      if (column.status !== task.status) moveTo(task, column);
    },
    onRefused: (error, { body, column }) => {
      putBackDraft(`quick-add:${project.id}:${column.status}`, body.title);
      notifyProblem(`“${body.title}” was not created`, error);
    },
  });
  return useCallback((column, title) => mutate({ body: { title }, status: column.status, column }), [mutate]);
}
