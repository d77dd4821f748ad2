import { ChevronsLeftRight, Plus } from 'lucide-react';
import { memo, useRef, type ComponentType } from 'react';
import { Button } from '@/components/button';
import { toneDot } from '@/components/tone';
import type { Task } from '@/lib/api/types';
import type { ColumnSpec } from '@/lib/columns';
import { plural } from '@/lib/format/quantity';
import type { CardListProps, ColumnListProps } from './card-list-parts';
import { ColumnMenuButton } from './column-menu-button';
import { emptyWords, limitWords } from './column-words';
import { QuickAdd } from './quick-add';

/** Something of a column that is open or not. */
export type Opened = `menu:${Task['status']}` | `adding:${Task['status']}`;

/** What a column lets one do beside its cards; one object for all columns, so that they are not drawn again. */
export interface ColumnActions {
  quickAdd: (column: ColumnSpec, title: string) => void;
  collapse: (column: ColumnSpec, collapsed: boolean) => void;
  setLimit: (column: ColumnSpec) => void;
  archive: (tasks: readonly Task[]) => void;
  openArchive: () => void;
  toggle: (what: Opened, open: boolean) => void;
}

export interface BoardColumnProps extends Omit<CardListProps, 'status'> {
  projectId: string;
  column: ColumnSpec;
  limit: number | undefined;
  filtered: boolean;
  /** New cards may begin here. */
  open: boolean;
  collapsed: boolean;
  menuOpen: boolean;
  /** A new card is being written. */
  adding: boolean;
  actions: ColumnActions;
  /** How its cards are drawn. */
  List: ComponentType<ColumnListProps>;
}

const FRAME = 'flex min-h-0 flex-col rounded-[14px] border border-line/55 bg-column';

export const BoardColumn = memo(function BoardColumn(props: BoardColumnProps) {
  return props.collapsed ? <FoldedColumn {...props} /> : <OpenColumn {...props} />;
});

function FoldedColumn({ column, tasks, actions }: BoardColumnProps) {
  return (
    <section aria-label={column.name} className={`${FRAME} w-11 flex-none`}>
      <button
        type="button"
        aria-expanded="false"
        aria-label={`Unfold ${column.name}, ${plural(tasks.length, 'card')}`}
        onClick={() => actions.collapse(column, false)}
        className="flex flex-1 flex-col items-center gap-2.5 rounded-[14px] pt-3.5 -outline-offset-2 hover:bg-hover"
      >
        <ChevronsLeftRight size={14} aria-hidden="true" className="text-subtle" />
        <span aria-hidden="true" className={`size-[9px] rounded-[3px] ${toneDot[column.tone]}`} />
        <span aria-hidden="true" className="text-[13px] font-[650] [writing-mode:vertical-rl]">
          {column.name} <span className="font-[550] text-subtle">{tasks.length}</span>
        </span>
      </button>
    </section>
  );
}

function OpenColumn(props: BoardColumnProps) {
  const { projectId, column, limit, filtered, open, adding, actions, tasks, List } = props;
  const setAdding = (on: boolean) => actions.toggle(`adding:${column.status}`, on);
  const section = useRef<HTMLElement>(null);
  const add = (title: string) => {
    actions.quickAdd(column, title);
    // The new card lies at the bottom: it is shown as soon as it is there.
    requestAnimationFrame(() => {
      const list = section.current?.querySelector('[data-rfd-droppable-id]');
      list?.scrollTo({ top: list.scrollHeight });
    });
  };
  return (
    <section
      ref={section}
      aria-label={column.name}
      className={`${FRAME} max-w-[800px] min-w-[256px] flex-1 snap-center max-md:max-w-none max-md:min-w-[calc(100vw-44px)]`}
    >
      <header className="flex min-h-[42px] items-center gap-2 px-3 pt-[9px] pb-[5px]">
        <span aria-hidden="true" className={`size-[9px] flex-none rounded-[3px] ${toneDot[column.tone]}`} />
        <h2 className="text-[13px] font-[650] whitespace-nowrap">{column.name}</h2>
        <Fill count={tasks.length} limit={limit} />
        <span className="-mr-1 ml-auto flex flex-none">
          {open && (
            <Button
              look="ghost"
              size="tiny"
              aria-label={`New task in ${column.name}`}
              onClick={() => setAdding(true)}
            >
              <Plus size={15} aria-hidden="true" />
            </Button>
          )}
          <ColumnMenuButton
            {...{ column, tasks, actions }}
            isOpen={props.menuOpen}
            onQuickAdd={open ? () => setAdding(true) : null}
          />
        </span>
      </header>
      <List
        status={column.status}
        tasks={tasks}
        agents={props.agents}
        notes={props.notes}
        unread={props.unread}
        openTaskId={props.openTaskId}
        onOpen={props.onOpen}
        empty={
          <p className="px-2 py-3 text-[12.5px] text-pretty text-subtle">
            {emptyWords(column.status, filtered)}
          </p>
        }
      />
      {adding && (
        <QuickAdd
          place={`quick-add:${projectId}:${column.status}`}
          columnName={column.name}
          onAdd={add}
          onClose={() => setAdding(false)}
        />
      )}
      {!adding && open && column.status === 'inbox' && <AddTask onClick={() => setAdding(true)} />}
    </section>
  );
}

function Fill({ count, limit }: { count: number; limit: number | undefined }) {
  const words = limitWords(count, limit);
  const over = limit !== undefined && count > limit;
  return (
    <span
      className={`min-w-0 truncate text-xs font-[550] ${over ? 'text-brick-fg' : 'text-subtle'}`}
      title={words ?? plural(count, 'card')}
    >
      {count}
      {limit !== undefined && ` / ${limit}`}
      {over && <span aria-hidden="true"> · {count - limit} over</span>}
      {words !== null && <span className="sr-only">, {words}</span>}
    </span>
  );
}

function AddTask({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="mx-2 mb-2.5 flex h-9 flex-none items-center justify-center gap-1.5 rounded-[11px] border-[1.5px] border-dashed text-[12.5px] font-medium text-subtle hover:bg-hover hover:text-ink"
    >
      <Plus size={14} aria-hidden="true" /> Add a task
    </button>
  );
}
