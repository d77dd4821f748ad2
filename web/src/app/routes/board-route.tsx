import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Bot, Plus } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { lazyWithPreload } from 'react-lazy-with-preload';
import { Button } from '@/components/button';
import { Kbd } from '@/components/kbd';
import { Empty } from '@/components/state-notes';
import { useUpdateProject } from '@/features/projects/api/update-project';
import { Board } from '@/features/tasks/board/board';
import { FilterChips, SearchBox } from '@/features/tasks/board/filter-bar';
import { isFiltered, pickFilters, type BoardFilters } from '@/features/tasks/board/filter-tasks';
import { NeedsYou } from '@/features/tasks/board/needs-you';
import { OldChip } from '@/features/tasks/board/old-chip';
import { withoutOld } from '@/features/tasks/board/old-merged';
import { useFilteredTasks } from '@/features/tasks/board/use-filtered-tasks';
import { useCreateFromForm } from '@/features/tasks/new-task/use-create-from-form';
import type { Task } from '@/lib/api/types';
import type { ColumnSpec } from '@/lib/columns';
import { ariaKeys, useKeys } from '@/lib/keys';
import { notifyProblem } from '@/lib/notify';
import { routes } from '@/lib/paths';
import { usePreload } from '@/lib/use-preload';
import { useProject } from '../live/project-context';
import { CommandsButton } from '../palette/commands-button';
import type { BoardSearch } from '../search-params';
import { useDrawerKeys } from './use-drawer-keys';
import { waitingTarget } from './waiting-target';

const NewTaskDialog = lazyWithPreload(() => import('@/features/tasks/new-task/new-task-dialog'));
const ArchivedDialog = lazy(() => import('@/features/tasks/archive/archived-dialog'));
const LimitDialog = lazy(() => import('@/features/tasks/board/limit-dialog'));
const AgentDialog = lazy(() => import('@/features/agents/agent-dialog'));
const BoardKeys = lazy(() => import('@/features/tasks/board/board-keys'));
const OpenTask = lazyWithPreload(() => import('./open-task'));

const onNear = () => void OpenTask.preload();

const BOARD = '/projects/$projectId/';

/** Of an empty board nothing is looked for. */
const findsNothing = (tasks: readonly Task[], shown: readonly Task[], filters: BoardFilters): boolean =>
  shown.length === 0 && tasks.length > 0 && isFiltered(filters);

export function BoardRoute() {
  const { project, tasks, agents, agentsById, setDragging } = useProject();
  const search = useSearch({ from: BOARD });
  const navigate = useNavigate({ from: BOARD });
  const change = useCallback(
    (part: Partial<BoardSearch>, replace = false) =>
      void navigate({ to: '.', search: (old: BoardSearch) => ({ ...old, ...part }), replace }),
    [navigate],
  );
  const openTask = useCallback((taskId: string) => change({ task: taskId }), [change]);
  const newTask = useCallback(() => change({ new: 'task' }), [change]);
  const closeDialog = () => change({ new: undefined, show: undefined });
  const openArchive = useCallback(() => change({ show: 'archive' }), [change]);
  const createFromForm = useCreateFromForm(project, newTask);
  const [limited, setLimited] = useState<ColumnSpec | null>(null);
  const updateProject = useUpdateProject(project.id);
  const dragging = useRef(false);
  const onDragChange = useCallback(
    (now: boolean) => {
      dragging.current = now;
      setDragging(now);
    },
    [setDragging],
  );
  useKeys({ newTask });
  usePreload(NewTaskDialog, OpenTask);

  const { q, label, status, agent, priority, is, old } = search;
  const filters: BoardFilters = useMemo(
    () => ({ q, label, status, agent, priority, is }),
    [agent, is, label, priority, q, status],
  );
  const matching = useFilteredTasks(tasks, filters, agentsById);
  const shown = useMemo(() => withoutOld(matching, old === 'hidden'), [matching, old]);
  const setFilters = (next: BoardFilters) => change(pickFilters(next), true);
  useDrawerKeys({ project, shown, openTaskId: search.task, onOpen: openTask });

  const opened = tasks.find(({ id }) => id === search.task);
  const gone = search.task !== undefined && !opened;
  // Archived or deleted, here or elsewhere.
  useEffect(() => {
    if (gone) change({ task: undefined, tab: undefined }, true);
  }, [change, gone]);
  return (
    <main className={`flex h-full min-h-0 flex-col ${opened ? 'md:pr-[min(496px,62vw)]' : ''}`}>
      <header className="@container flex-none border-b">
        <div className="flex min-h-14 flex-wrap items-center gap-2 px-[18px] py-2 max-md:px-3.5">
          <h1 className="title mr-2.5 text-[19px] whitespace-nowrap max-md:sr-only">Board</h1>
          <SearchBox value={search.q ?? ''} onChange={(q) => setFilters({ ...filters, q })} />
          <FilterChips {...{ project, tasks, agents, filters }} shown={shown.length} onChange={setFilters}>
            <OldChip
              tasks={tasks}
              hidden={old === 'hidden'}
              onChange={(hidden) => change({ old: hidden ? 'hidden' : undefined }, true)}
            />
          </FilterChips>
          <span className="ml-auto flex flex-none gap-2">
            <span className="contents max-md:hidden">
              <CommandsButton />
            </span>
            <Button aria-label="New Agent Profile" onClick={() => change({ new: 'agent' })}>
              <Bot size={15} aria-hidden="true" />
              <span className="hidden @min-[1210px]:inline">New Agent Profile</span>
            </Button>
            <Button
              look="primary"
              aria-label="New Task"
              aria-keyshortcuts={ariaKeys('newTask')}
              onClick={newTask}
            >
              <Plus size={15} aria-hidden="true" />
              <span className="inline-flex items-center gap-[7px] max-md:hidden">
                New Task <Kbd onAccent>C</Kbd>
              </span>
            </Button>
          </span>
        </div>
      </header>
      <NeedsYou
        tasks={tasks}
        onGo={(task) => void navigate(waitingTarget(task))}
        all={
          <Link
            to={routes.needsYou}
            params={{ projectId: project.id }}
            className="flex-none rounded-md px-2 py-1 text-[12.5px] font-semibold text-accent-text hover:bg-hover"
          >
            See all
          </Link>
        }
      />
      {findsNothing(tasks, shown, filters) ? (
        <Empty title="No card is like that">
          <p>None of the {tasks.length} cards of this board matches the search and the filters.</p>
          <Button className="mt-3" onClick={() => setFilters({})}>
            Show all cards
          </Button>
        </Empty>
      ) : (
        <Board
          {...{ project, tasks, shown, filters, onDragChange, onNear }}
          agents={agentsById}
          openTaskId={search.task}
          onOpen={openTask}
          onSetLimit={setLimited}
          onOpenArchive={openArchive}
        />
      )}
      <Suspense>
        <BoardKeys {...{ dragging, onOpen: openTask }} openTaskId={search.task} />
      </Suspense>
      <Suspense>
        {opened && (
          <OpenTask
            task={opened}
            tab={search.tab ?? 'details'}
            onTab={(tab) => change({ tab }, true)}
            onClose={() => change({ task: undefined, tab: undefined })}
          />
        )}
        {search.new === 'task' && (
          <NewTaskDialog {...{ project, tasks, agents }} onClose={closeDialog} onCreate={createFromForm} />
        )}
        {search.show === 'archive' && <ArchivedDialog project={project} onClose={closeDialog} />}
        {limited && (
          <LimitDialog
            column={limited}
            limit={project.column_limits[limited.status]}
            onClose={() => setLimited(null)}
            onSave={(limit) =>
              updateProject.mutate(
                { column_limits: { [limited.status]: limit } },
                { onError: (error) => notifyProblem(`The limit of ${limited.name} was not saved`, error) },
              )
            }
          />
        )}
        {search.new === 'agent' && <AgentDialog agent={null} onClose={closeDialog} />}
      </Suspense>
    </main>
  );
}
