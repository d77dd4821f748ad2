import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { CreateTask, Project, Task, TaskStatus } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { PENDING } from './pending-tasks';
import { rankAtBottom } from '../board/plan-move';
import { addPending, upsertTask } from './task-cache';
import { tasksQuery } from './get-tasks';

const createTask = (projectId: string, body: CreateTask) =>
  once((header) =>
    answer(
      api.POST('/api/projects/{project_id}/tasks', {
        params: { header, path: { project_id: projectId } },
        body,
      }),
    ),
  );

let made = 0;

/** The card as it will be, as far as one can know. */
function pendingTask(project: Project, body: CreateTask, status: TaskStatus, rank: string): Task {
  const now = new Date().toISOString();
  made += 1;
  return {
    id: `${PENDING}${made}`,
    project_id: project.id,
    number: Number.MAX_SAFE_INTEGER,
    key: `${project.key}-…`,
    title: body.title.trim(),
    description: body.description ?? '',
    status,
    rank,
    priority: body.priority ?? 'none',
    estimate: body.estimate ?? null,
    labels: body.labels ?? [],
    focus_files: body.focus_files ?? [],
    acceptance_criteria: (body.acceptance_criteria ?? []).map((entry, index) => ({
      id: `${PENDING}${index}`,
      text: typeof entry === 'string' ? entry : entry.text,
      done: false,
      check: null,
      evidence: null,
    })),
    subtasks: { done: 0, total: 0 },
    message_count: 0,
    agent_id: body.agent_id ?? null,
    depends_on: body.depends_on ?? [],
    branch_name: null,
    pr_url: null,
    stage: null,
    needs_attention: null,
    latest_attempt: null,
    archived_at: null,
    created_at: now,
    updated_at: now,
    version: 0,
  };
}

export interface NewTask {
  body: CreateTask;
  /** Where it is shown until it is there; the caller moves it. */
  status: TaskStatus;
}

interface CreateCallbacks<T extends NewTask> {
  onCreated?: (task: Task, asked: T) => void;
  /** What was typed is the caller's to give back. */
  onRefused: (error: unknown, asked: T) => void;
}

/** The card is there at once, and gone again when it is refused. */
export function useCreateTask<T extends NewTask>(
  project: Project,
  { onCreated, onRefused }: CreateCallbacks<T>,
) {
  const client = useQueryClient();
  return useMutation({
    // One after the other: quickly typed titles keep their order.
    scope: { id: `create:${project.id}` },
    mutationFn: ({ body }: T) => createTask(project.id, body),
    onMutate: ({ body, status }) => {
      const tasks = client.getQueryData(tasksQuery(project.id).queryKey) ?? [];
      return addPending(client, pendingTask(project, body, status, rankAtBottom(tasks, status)));
    },
    onSuccess: (task, asked) => {
      upsertTask(client, task);
      announce(`${task.key} was created.`);
      onCreated?.(task, asked);
    },
    onError: onRefused,
    onSettled: (_task, _error, _asked, takeOff) => takeOff?.(),
  });
}
