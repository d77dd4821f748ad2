import type { TaskStatus } from '../contracts/task-status.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { TaskRefusal } from './task.machine.js';

export const taskNotFound = (): DomainError =>
  new DomainError({ code: 'task.not_found', kind: 'not_found', detail: 'There is no such task.' });

export const criterionNotFound = (): DomainError =>
  new DomainError({ code: 'criterion.not_found', kind: 'not_found', detail: 'There is no such criterion.' });

export const subtaskNotFound = (): DomainError =>
  new DomainError({ code: 'subtask.not_found', kind: 'not_found', detail: 'There is no such subtask.' });

export const tooManySubtasks = (limit: number): DomainError =>
  new DomainError({
    code: 'subtask.too_many',
    kind: 'invalid',
    detail: `A task has at most ${limit} subtasks.`,
    hint: 'Split the task.',
  });

export const taskArchived = (): DomainError =>
  new DomainError({
    code: 'task.archived',
    kind: 'conflict',
    detail: 'An archived task is not on the board.',
    hint: 'Take it out of the archive first: POST /api/tasks/{task_id}/unarchive.',
  });

export const taskInUse = (active: number): DomainError =>
  new DomainError({
    code: 'task.in_use',
    kind: 'conflict',
    detail: `${active} of the task's attempts ${active === 1 ? 'is' : 'are'} under way.`,
    hint: 'Wait for them, cancel them, or delete with ?force=true, which cancels them.',
  });

export const columnFull = (status: TaskStatus, limit: number): DomainError =>
  new DomainError({
    code: 'task.column_full',
    kind: 'conflict',
    detail: `The column ${status} takes ${limit} ${limit === 1 ? 'card' : 'cards'} and has them.`,
    hint: "Move a card out of it, or raise the project's column_limits.",
    extra: { status, limit },
  });

export const unknownNeighbour = (path: 'after_id' | 'before_id'): DomainError =>
  new DomainError({
    code: 'task.unknown_neighbour',
    kind: 'invalid',
    detail: `${path} is not another task of this project.`,
    hint: 'Read the board again.',
    errors: [{ path, message: 'must be another task of the same project' }],
  });

export const tooManyCriteria = (limit: number): DomainError =>
  new DomainError({
    code: 'criterion.too_many',
    kind: 'invalid',
    detail: `A task has at most ${limit} acceptance criteria.`,
    hint: 'Split the task.',
  });

export const unknownMessage = (): DomainError =>
  new DomainError({
    code: 'message.unknown_reply_to',
    kind: 'invalid',
    detail: 'reply_to is not a message of this task.',
    hint: 'Leave it out, or take the id of a message of the same thread.',
    errors: [{ path: 'reply_to', message: 'must be a message of the same task' }],
  });

export const notOfThread = (): DomainError =>
  new DomainError({
    code: 'message.not_of_task',
    kind: 'invalid',
    detail: 'message_id is not a message of this task.',
    hint: 'Take the id of a message of the same thread.',
    errors: [{ path: 'message_id', message: 'must be a message of the same task' }],
  });

export const filterNotFound = (): DomainError =>
  new DomainError({ code: 'filter.not_found', kind: 'not_found', detail: 'There is no such saved filter.' });

export const filterNameTaken = (name: string): DomainError =>
  new DomainError({
    code: 'filter.name_taken',
    kind: 'conflict',
    detail: `You have a filter named “${name}” already.`,
    hint: 'Take another name, or change the one that there is.',
  });

export const tooManyFilters = (limit: number): DomainError =>
  new DomainError({
    code: 'filter.too_many',
    kind: 'invalid',
    detail: `A board keeps at most ${limit} filters for you.`,
    hint: 'Delete one.',
  });

export const badDependency = (detail: string, hint: string): DomainError =>
  new DomainError({
    code: 'task.bad_dependency',
    kind: 'invalid',
    detail,
    hint,
    errors: [{ path: 'depends_on', message: detail }],
  });

export const placeTwice = (): DomainError =>
  new DomainError({
    code: 'request.invalid',
    kind: 'malformed',
    detail: 'A place is given by index, or by after_id and before_id.',
    hint: 'Leave one of them out.',
    errors: [{ path: 'index', message: 'not together with after_id or before_id' }],
  });

export function moveRefused(refusal: TaskRefusal, from: TaskStatus, to: TaskStatus): DomainError {
  const extra = { from, to };
  switch (refusal) {
    case 'no_such_column':
      return new DomainError({
        code: 'task.no_such_column',
        kind: 'invalid',
        detail: `A project with the workflow solo has no column ${to}.`,
        hint: 'Use inbox, in_progress, review or done, or switch the project to the workflow team.',
        errors: [{ path: 'status', message: 'inbox, in_progress, review or done' }],
        extra,
      });
    case 'no_criteria':
      return guard(
        'no_criteria',
        `From ${from} to ${to}: the task has no acceptance criteria.`,
        'Write at least one.',
        extra,
      );
    case 'not_verified':
      return guard(
        'not_verified',
        `From ${from} to ${to}: the verifier has not passed the current head.`,
        'Run the task, and let it be verified.',
        extra,
      );
    case 'not_reviewed':
      return guard(
        'not_reviewed',
        `From ${from} to ${to}: the reviewer has not passed the current head.`,
        'Let the task be reviewed.',
        extra,
      );
  }
}

const guard = (name: string, detail: string, hint: string, extra: Record<string, unknown>): DomainError =>
  new DomainError({ code: `task.guard.${name}`, kind: 'conflict', detail, hint, extra });

export const stageRefused = (
  workflow: 'solo' | 'team',
  stage: 'assign' | 'verify' | 'review',
): DomainError =>
  workflow === 'solo'
    ? new DomainError({
        code: 'task.solo',
        kind: 'conflict',
        detail: `The workflow solo has no stage ${stage}.`,
        hint: 'Start an attempt: POST /api/tasks/{task_id}/attempts. You are the reviewer.',
      })
    : new DomainError({
        code: 'task.team_unavailable',
        kind: 'conflict',
        detail: `The team's agents are not part of this version: ${stage} cannot be started.`,
        hint: 'Switch the project to the workflow solo to run its tasks.',
      });
