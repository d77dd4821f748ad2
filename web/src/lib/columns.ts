import { TASK_STATUSES } from '@contracts/task-status';
import type { Project, TaskStatus } from './api/types';
import type { Tone } from './attempt-activity';

const TONES: Record<TaskStatus, Tone> = {
  inbox: 'stone',
  assigned: 'slate',
  in_progress: 'lake',
  review: 'fig',
  done: 'moss',
};

export interface ColumnSpec {
  status: TaskStatus;
  name: string;
  tone: Tone;
}

export function columnName(status: TaskStatus, workflow: Project['workflow']): string {
  switch (status) {
    case 'inbox':
      return workflow === 'solo' ? 'To Do' : 'Inbox';
    case 'assigned':
      return 'Assigned';
    case 'in_progress':
      return 'In Progress';
    case 'review':
      return 'Review';
    case 'done':
      return 'Done';
  }
}

export const columnsOf = (workflow: Project['workflow']): ColumnSpec[] =>
  TASK_STATUSES.filter((status) => workflow === 'team' || status !== 'assigned').map((status) => ({
    status,
    name: columnName(status, workflow),
    tone: TONES[status],
  }));
