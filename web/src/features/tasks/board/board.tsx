import { useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  DragDropContext,
  type DragStart,
  type DragUpdate,
  type DropResult,
  type ResponderProvided,
} from 'react-beautiful-dnd';
import type { Agent, Project, Task } from '@/lib/api/types';
import { columnsOf, type ColumnSpec } from '@/lib/columns';
import { useMediaQuery } from '@/lib/use-media-query';
import { useArchiveTasks } from '../api/archive-task';
import { useMoveTask } from '../api/move-task';
import { BoardColumn, type ColumnActions } from './board-column';
import { createColumnFiller } from './board-columns';
import { setCollapsed, useCollapsed } from './board-layout';
import { createNoteTaker } from './card-notes';
import { ColumnSwitcher } from './column-switcher';
import { carried, DRAG_HELP, dropped, lifted } from './drag-words';
import { isFiltered, type BoardFilters } from './filter-tasks';
import { openingColumn, useOpenOn } from './opening-column';
import { planMove } from './plan-move';
import { useQuickAdd } from './use-quick-add';

interface BoardProps {
  project: Project;
  tasks: readonly Task[];
  /** Those that the filters let through. */
  shown: readonly Task[];
  agents: ReadonlyMap<string, Agent>;
  filters: BoardFilters;
  openTaskId: string | undefined;
  onOpen: (taskId: string) => void;
  onSetLimit: (column: ColumnSpec) => void;
  onOpenArchive: () => void;
  onDragChange: (dragging: boolean) => void;
  /** A hand or the focus comes near: what an opened card needs may be fetched. */
  onNear: () => void;
}

/** In a team a card enters other columns only through their guards. */
const mayBeginIn = ({ status }: ColumnSpec, { workflow }: Project): boolean =>
  workflow === 'solo' || status === 'inbox' || status === 'in_progress';

export function Board(props: BoardProps) {
  const { project, tasks, shown, filters, openTaskId, onDragChange, onSetLimit, onOpenArchive } = props;
  const move = useMoveTask(project.id);
  const { mutate: archive } = useArchiveTasks();
  const quickAdd = useQuickAdd(project);
  const folded = useCollapsed(project.id);
  const narrow = useMediaQuery('(max-width: 767px)');
  // Whatever comes while a card is in the hand (pushes, answers, a refetch) is drawn when it lies.
  const [held, setHeld] = useState<readonly Task[] | null>(null);
  const specs = useMemo(() => columnsOf(project.workflow), [project.workflow]);
  const [fill] = useState(createColumnFiller);
  const columns = useMemo(() => fill(specs, held ?? shown), [fill, specs, held, shown]);
  const [takeNotes] = useState(createNoteTaker);
  const notes = useMemo(() => takeNotes(tasks), [takeNotes, tasks]);
  const visible = useMemo(
    () => columns.filter(({ column }) => filters.status === undefined || column.status === filters.status),
    [columns, filters.status],
  );
  const scroller = useRef<HTMLDivElement>(null);
  useOpenOn(scroller, openingColumn(visible));

  const actions = useMemo<ColumnActions>(
    () => ({
      quickAdd,
      collapse: (column, collapsed) => setCollapsed(project.id, column.status, collapsed),
      setLimit: onSetLimit,
      archive,
      openArchive: onOpenArchive,
    }),
    [quickAdd, archive, project.id, onSetLimit, onOpenArchive],
  );

  const begin = useCallback(() => {
    onDragChange(true);
    setHeld(shown);
  }, [onDragChange, shown]);
  const cardOf = (taskId: string): Task | undefined => tasks.find(({ id }) => id === taskId);
  const onDragStart = ({ draggableId, source }: DragStart, { announce }: ResponderProvided) => {
    const task = cardOf(draggableId);
    if (task) announce(lifted(columns, task, source));
  };
  const onDragUpdate = (
    { draggableId, source, destination }: DragUpdate,
    { announce }: ResponderProvided,
  ) => {
    const task = cardOf(draggableId);
    if (task) announce(carried(columns, task, source, destination));
  };
  const onDragEnd = ({ draggableId, destination, source }: DropResult, { announce }: ResponderProvided) => {
    const task = cardOf(draggableId);
    if (task) announce(dropped(columns, task, source, destination));
    const target = specs.find(({ status }) => status === destination?.droppableId);
    const stayed = destination?.droppableId === source.droppableId && destination.index === source.index;
    if (task && target && destination && !stayed) {
      const drop = { task, status: target.status, columnName: target.name, index: destination.index };
      move.mutate(planMove(tasks, held ?? shown, drop));
    }
    // In the frame of the drop: a later one would draw the card where it came from.
    flushSync(() => setHeld(null));
    onDragChange(false);
  };

  return (
    <DragDropContext
      dragHandleUsageInstructions={DRAG_HELP}
      onBeforeCapture={begin}
      {...{ onDragStart, onDragUpdate, onDragEnd }}
    >
      <ColumnSwitcher columns={visible} scroller={scroller} />
      <div
        ref={scroller}
        onPointerEnter={props.onNear}
        onFocus={props.onNear}
        // A list that snaps fights the scrolling of a drag.
        className={`flex min-h-0 flex-1 gap-3 overflow-x-auto px-[18px] pt-3 pb-4 max-md:px-3.5 max-md:pt-2.5 ${held ? '' : 'snap-x max-md:snap-mandatory'}`}
      >
        {visible.map(({ column, tasks: inColumn }) => (
          <BoardColumn
            key={column.status}
            projectId={project.id}
            column={column}
            tasks={inColumn}
            limit={project.column_limits[column.status]}
            filtered={isFiltered(filters)}
            open={mayBeginIn(column, project)}
            collapsed={!narrow && folded.includes(column.status)}
            agents={props.agents}
            notes={notes}
            openTaskId={inColumn.some(({ id }) => id === openTaskId) ? openTaskId : undefined}
            onOpen={props.onOpen}
            actions={actions}
          />
        ))}
      </div>
    </DragDropContext>
  );
}
