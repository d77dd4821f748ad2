import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Empty } from '@/components/state-notes';
import { Board } from '@/features/tasks/board/board';
import { isFiltered, pickFilters, type BoardFilters } from '@/features/tasks/board/filter-tasks';
import { NeedsYou } from '@/features/tasks/board/needs-you';
import { withoutOld } from '@/features/tasks/board/old-merged';
import { useFilteredTasks } from '@/features/tasks/board/use-filtered-tasks';
import { useCreateFromForm } from '@/features/tasks/new-task/use-create-from-form';
import type { Task } from '@/lib/api/types';
import type { ColumnSpec } from '@/lib/columns';
import { useKeys } from '@/lib/keys';
import { onDemand } from '@/lib/on-demand';
import { routes } from '@/lib/paths';
import { usePreload } from '@/lib/use-preload';
import { useProject } from '../live/project-context';
import type { BoardSearch } from '../search-params';
import { BoardBar } from './board-bar';
import { BoardDialogs } from './board-dialogs';
import { useDrawerKeys } from './use-drawer-keys';
import { useGoneTask } from './use-gone-task';
import { waitingTarget } from './waiting-target';

const BoardKeys = onDemand(() => import('@/features/tasks/board/board-keys'));
const OpenTask = onDemand(() => import('./open-task'));

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
  const openArchive = useCallback(() => change({ show: 'archive' }), [change]);
  const createFromForm = useCreateFromForm(project, newTask);
  const [limited, setLimited] = useState<ColumnSpec | null>(null);
  const dragging = useRef(false);
  const onDragChange = useCallback(
    (now: boolean) => {
      dragging.current = now;
      setDragging(now);
    },
    [setDragging],
  );
  useKeys({ newTask });
  usePreload(OpenTask);

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
  const forgetTask = useCallback(() => change({ task: undefined, tab: undefined }, true), [change]);
  useGoneTask(search.task, opened, forgetTask);
  return (
    <main className={`flex h-full min-h-0 flex-col ${opened ? 'md:pr-[min(496px,62vw)]' : ''}`}>
      <BoardBar
        {...{ project, tasks, agents, filters }}
        shown={shown.length}
        onFilters={setFilters}
        oldHidden={old === 'hidden'}
        onOldHidden={(hidden) => change({ old: hidden ? 'hidden' : undefined }, true)}
        onNewAgent={() => change({ new: 'agent' })}
        onNewTask={newTask}
      />
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
      </Suspense>
      <BoardDialogs
        {...{ project, tasks, agents, limited }}
        open={search.show ?? search.new ?? null}
        onClose={() => change({ new: undefined, show: undefined })}
        onCreate={createFromForm}
        onLimitClose={() => setLimited(null)}
      />
    </main>
  );
}
