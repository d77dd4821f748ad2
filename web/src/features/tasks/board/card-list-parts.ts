import type { ReactNode } from 'react';
import type { DraggableChildrenFn, DroppableStateSnapshot } from 'react-beautiful-dnd';
import type { Agent, Task, TaskStatus } from '@/lib/api/types';
import type { Unread } from '../api/get-unread';
import type { CardNotes } from './card-notes';
import { shownAgentId } from './filter-tasks';

export const LIST =
  'thin-scroll min-h-[60px] flex-1 overflow-y-auto rounded-b-[14px] px-2 pt-1 pb-2.5 transition-colors duration-150';

export interface CardListProps {
  status: TaskStatus;
  tasks: readonly Task[];
  agents: ReadonlyMap<string, Agent>;
  notes: ReadonlyMap<string, CardNotes>;
  unread: Unread;
  openTaskId: string | undefined;
  onOpen: (taskId: string) => void;
}

export interface ColumnListProps extends CardListProps {
  /** What stands where there is no card. */
  empty: ReactNode;
}

export interface CloneProps {
  /** The card in a hand is drawn apart from its list. */
  clone: DraggableChildrenFn;
}

export const listClass = (snapshot: DroppableStateSnapshot): string =>
  `${LIST} ${snapshot.isDraggingOver ? 'bg-accent-soft/55' : ''}`;

const agentOf = (task: Task, agents: ReadonlyMap<string, Agent>): Agent | undefined =>
  agents.get(shownAgentId(task) ?? '');

/** What one card is drawn from: each value stays the same until the card itself changes. */
export const cardProps = (
  task: Task,
  { agents, notes, unread, openTaskId, onOpen }: Omit<CardListProps, 'status' | 'tasks'>,
) => ({
  task,
  agent: agentOf(task, agents),
  queued: notes.get(task.id)?.queued,
  blockedBy: notes.get(task.id)?.blockedBy,
  unread: unread[task.id] ?? 0,
  selected: task.id === openTaskId,
  onOpen,
});
