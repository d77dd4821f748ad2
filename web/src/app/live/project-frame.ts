import { notifyManager, type QueryClient } from '@tanstack/react-query';
import { staleRequests, upsertAttempt } from '@/features/attempts/api/attempt-cache';
import { removeComment, upsertComment } from '@/features/attempts/api/comment-cache';
import { upsertProject } from '@/features/projects/api/upsert-project';
import { forgetRunsOf, upsertRun } from '@/features/runs/api/run-cache';
import { staleSpend } from '@/features/insights/api/stale-spend';
import { countUnread } from '@/features/tasks/api/get-unread';
import { findTask, removeTask, showAttempt, upsertTask } from '@/features/tasks/api/task-cache';
import { addMessage } from '@/features/thread/api/add-message';
import { keys } from '@/lib/api/query-keys';
import type { Attempt, Comment, Message, Project, Task } from '@/lib/api/types';

/** Frames of `/ws/projects/{project_id}`. */
export type ProjectFrame =
  | { type: 'task.upserted' | 'task.deleted'; row: Task }
  | { type: 'attempt.upserted'; row: Attempt }
  | { type: 'message.created'; row: Message }
  | { type: 'comment.upserted'; row: Comment }
  | { type: 'comment.deleted'; row: Pick<Comment, 'id'> }
  | { type: 'project.updated'; row: Project };

// The frame comes from our own server, whose rows are those of the REST API.
export const asProjectFrame = (frame: unknown): ProjectFrame | null => frame as ProjectFrame | null;

/** Changes what is shown by id, and draws it once; nothing is asked again. */
export const applyProjectFrames = (
  client: QueryClient,
  projectId: string,
  frames: readonly ProjectFrame[],
): void => notifyManager.batch(() => frames.forEach((frame) => applyProjectFrame(client, projectId, frame)));

function applyProjectFrame(client: QueryClient, projectId: string, frame: ProjectFrame): void {
  switch (frame.type) {
    case 'task.upserted':
      // Its subtasks are not in the row; only a new version can have changed them.
      if (findTask(client, projectId, frame.row.id)?.version !== frame.row.version)
        void client.invalidateQueries({ queryKey: keys.subtasks(frame.row.id) });
      upsertTask(client, frame.row);
      break;
    case 'task.deleted':
      removeTask(client, projectId, frame.row.id);
      forgetRunsOf(client, projectId, frame.row.id);
      break;
    case 'attempt.upserted':
      upsertAttempt(client, frame.row);
      staleRequests(client, frame.row);
      showAttempt(client, projectId, frame.row);
      upsertRun(client, projectId, frame.row);
      staleSpend(client, projectId);
      break;
    case 'message.created':
      addMessage(client, frame.row);
      countUnread(client, projectId, frame.row);
      break;
    case 'project.updated':
      upsertProject(client, frame.row);
      break;
    case 'comment.upserted':
      upsertComment(client, frame.row);
      break;
    case 'comment.deleted':
      removeComment(client, frame.row.id);
      break;
  }
}
