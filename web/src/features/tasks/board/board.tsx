import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo, useRef, useState, type ComponentType } from 'react';
import { flushSync } from 'react-dom';
import type { Agent, Project, Task } from '@/lib/api/types';
import { columnsOf, type ColumnSpec } from '@/lib/columns';
import { onDemand } from '@/lib/on-demand';
import { useMediaQuery } from '@/lib/use-media-query';
import { useArchiveTasks } from '../api/archive-task';
import { unreadQuery, type Unread } from '../api/get-unread';
import { useMoveTask } from '../api/move-task';
import { BoardColumn, type ColumnActions, type Opened } from './board-column';
import { createColumnFiller } from './board-columns';
import { setCollapsed, useCollapsed } from './board-layout';
import type { ColumnListProps } from './card-list-parts';
import { createNoteTaker } from './card-notes';
import { ColumnSwitcher } from './column-switcher';
import { isFiltered, type BoardFilters } from './filter-tasks';
import { openingColumn, useOpenOn } from './opening-column';
import { NoCards, PlainCardList } from './plain-card-list';
import { planMove, type Drop } from './plan-move';
import { useQuickAdd } from './use-quick-add';

const DragColumns = onDemand(() => import('./drag-columns'));

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

const NONE_UNREAD: Unread = {};
const NOTHING_OPEN: ReadonlySet<Opened> = new Set();

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
  const { data: unread = NONE_UNREAD } = useQuery(unreadQuery(project.id));
  const [takeNotes] = useState(createNoteTaker);
  const notes = useMemo(() => takeNotes(tasks), [takeNotes, tasks]);
  const visible = useMemo(
    () => columns.filter(({ column }) => filters.status === undefined || column.status === filters.status),
    [columns, filters.status],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const opening = openingColumn(visible);
  useOpenOn(scroller, opening);

  // Here, as the columns are mounted anew when the code to drag has come: what was pressed before is not lost.
  const [opened, setOpened] = useState<ReadonlySet<Opened>>(NOTHING_OPEN);
  const actions = useMemo<ColumnActions>(
    () => ({
      quickAdd,
      collapse: (column, collapsed) => setCollapsed(project.id, column.status, collapsed),
      setLimit: onSetLimit,
      archive,
      openArchive: onOpenArchive,
      toggle: (what, open) =>
        setOpened((before) => new Set(open ? [...before, what] : [...before].filter((one) => one !== what))),
    }),
    [quickAdd, archive, project.id, onSetLimit, onOpenArchive],
  );

  const begin = useCallback(() => {
    onDragChange(true);
    setHeld(shown);
  }, [onDragChange, shown]);
  const drop = (where: Drop | null) => {
    if (where) move.mutate(planMove(tasks, held ?? shown, where));
    // In the frame of the drop: a later one would draw the card where it came from.
    flushSync(() => setHeld(null));
    onDragChange(false);
  };

  const renderColumns = (listOf: (index: number) => ComponentType<ColumnListProps>) =>
    visible.map(({ column, tasks: inColumn }, index) => (
      <BoardColumn
        key={column.status}
        projectId={project.id}
        column={column}
        tasks={inColumn}
        limit={project.column_limits[column.status]}
        filtered={isFiltered(filters)}
        open={mayBeginIn(column, project)}
        collapsed={!narrow && folded.includes(column.status)}
        menuOpen={opened.has(`menu:${column.status}`)}
        adding={opened.has(`adding:${column.status}`)}
        agents={props.agents}
        notes={notes}
        unread={unread}
        openTaskId={inColumn.some(({ id }) => id === openTaskId) ? openTaskId : undefined}
        onOpen={props.onOpen}
        actions={actions}
        List={listOf(index)}
      />
    ));

  return (
    <>
      <ColumnSwitcher columns={visible} scroller={scroller} />
      <div
        ref={scroller}
        onPointerEnter={props.onNear}
        onFocus={props.onNear}
        // A list that snaps fights the scrolling of a drag.
        className={`flex min-h-0 flex-1 gap-3 overflow-x-auto px-[18px] pt-3 pb-4 max-md:px-3.5 max-md:pt-2.5 ${held ? '' : 'snap-x max-md:snap-mandatory'}`}
      >
        <Suspense
          fallback={renderColumns((index) => (narrow && index !== opening ? NoCards : PlainCardList))}
        >
          <DragColumns {...{ columns, tasks, renderColumns }} onLift={begin} onDrop={drop} />
        </Suspense>
      </div>
    </>
  );
}
