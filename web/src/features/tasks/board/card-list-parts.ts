import type { DroppableStateSnapshot } from 'react-beautiful-dnd';
import type { Agent, Task, TaskStatus } from '@/lib/api/types';
import { shownAgentId } from './filter-tasks';

export const LIST =
  'thin-scroll min-h-[60px] flex-1 overflow-y-auto rounded-b-[14px] px-2 pt-1 pb-2.5 transition-colors duration-150';

export interface CardListProps {
  status: TaskStatus;
  tasks: readonly Task[];
  agents: ReadonlyMap<string, Agent>;
  openTaskId: string | undefined;
  onOpen: (taskId: string) => void;
  /** Where new tasks begin, there is a place to begin one. */
  onNewTask: (() => void) | null;
}

export const listClass = (snapshot: DroppableStateSnapshot): string =>
  `${LIST} ${snapshot.isDraggingOver ? 'bg-accent-soft/55' : ''}`;

export const agentOf = (task: Task, agents: ReadonlyMap<string, Agent>): Agent | undefined =>
  agents.get(shownAgentId(task) ?? '');
