import { useMemo, useRef } from 'react';
import { DragDropContext, type DropResult } from 'react-beautiful-dnd';
import type { Agent, Project, Task } from '@/lib/api/types';
import { columnsOf } from '@/lib/columns';
import { useMoveTask } from '../api/move-task';
import { BoardColumn } from './board-column';
import { filterTasks, type BoardFilters } from './filter-tasks';
import { openingColumn, useOpenOn } from './opening-column';
import { planMove, tasksIn } from './plan-move';

interface BoardProps {
  project: Project;
  tasks: readonly Task[];
  agents: ReadonlyMap<string, Agent>;
  filters: BoardFilters;
  openTaskId: string | undefined;
  onOpen: (taskId: string) => void;
  onNewTask: () => void;
  onDragChange: (dragging: boolean) => void;
  /** A hand or the focus comes near: what an opened card needs may be fetched. */
  onNear: () => void;
}

export function Board({
  project,
  tasks,
  agents,
  filters,
  openTaskId,
  onOpen,
  onNewTask,
  onDragChange,
  onNear,
}: BoardProps) {
  const move = useMoveTask(project.id);
  const shown = useMemo(() => filterTasks(tasks, filters), [tasks, filters]);
  const columns = useMemo(
    () => columnsOf(project.workflow).map((column) => ({ column, tasks: tasksIn(shown, column.status) })),
    [project.workflow, shown],
  );

  const visible = columns.filter(
    ({ column }) => filters.status === undefined || column.status === filters.status,
  );
  const scroller = useRef<HTMLDivElement>(null);
  useOpenOn(scroller, openingColumn(visible));

  const onDragEnd = ({ draggableId, destination, source }: DropResult) => {
    const task = tasks.find(({ id }) => id === draggableId);
    const target = columns.find(({ column }) => column.status === destination?.droppableId);
    const stayed = destination?.droppableId === source.droppableId && destination.index === source.index;
    if (task && target && destination && !stayed) {
      const drop = {
        task,
        status: target.column.status,
        columnName: target.column.name,
        index: destination.index,
      };
      move.mutate(planMove(tasks, shown, drop));
    }
    onDragChange(false);
  };

  return (
    <DragDropContext onBeforeCapture={() => onDragChange(true)} onDragEnd={onDragEnd}>
      <div
        ref={scroller}
        onPointerEnter={onNear}
        onFocus={onNear}
        className="flex min-h-0 flex-1 snap-x gap-3 overflow-x-auto px-[18px] pt-3 pb-4 max-md:snap-mandatory max-md:px-3.5 max-md:pt-2.5"
      >
        {visible.map(({ column, tasks: inColumn }) => (
          <BoardColumn
            key={column.status}
            column={column}
            tasks={inColumn}
            limit={project.column_limits[column.status]}
            agents={agents}
            openTaskId={openTaskId}
            onOpen={onOpen}
            onNewTask={column.status === 'inbox' ? onNewTask : null}
          />
        ))}
      </div>
    </DragDropContext>
  );
}
