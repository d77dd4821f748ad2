import { useNavigate, useSearch } from '@tanstack/react-router';
import { Bot, Plus } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/button';
import { Kbd } from '@/components/kbd';
import { useUpdateProject } from '@/features/projects/api/update-project';
import { Board } from '@/features/tasks/board/board';
import { FilterChips, SearchBox } from '@/features/tasks/board/filter-bar';
import { filterTasks, type BoardFilters } from '@/features/tasks/board/filter-tasks';
import { NeedsYou } from '@/features/tasks/board/needs-you';
import type { Task } from '@/lib/api/types';
import { OldChip } from '@/features/tasks/board/old-chip';
import { withoutOld } from '@/features/tasks/board/old-merged';
import { useCreateFromForm } from '@/features/tasks/new-task/use-create-from-form';
import type { ColumnSpec } from '@/lib/columns';
import { notifyProblem } from '@/lib/notify';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';
import type { BoardSearch } from '../search-params';
import { useDrawerKeys } from './use-drawer-keys';
import { useNewTaskKey } from './use-new-task-key';

const NewTaskDialog = lazy(() => import('@/features/tasks/new-task/new-task-dialog'));
const ArchivedDialog = lazy(() => import('@/features/tasks/archive/archived-dialog'));
const LimitDialog = lazy(() => import('@/features/tasks/board/limit-dialog'));
const AgentDialog = lazy(() => import('@/features/agents/agent-dialog'));
const loadOpenTask = () => import('./open-task');
const OpenTask = lazy(loadOpenTask);

const BOARD = '/projects/$projectId/';

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
  useNewTaskKey(newTask);

  const filters: BoardFilters = {
    q: search.q,
    label: search.label,
    status: search.status,
    agent: search.agent,
    priority: search.priority,
  };
  const setFilters = (next: BoardFilters) =>
    change(
      {
        q: next.q === '' ? undefined : next.q,
        label: next.label,
        status: next.status,
        agent: next.agent,
        priority: next.priority,
      },
      true,
    );

  const goToWaiting = (task: Task) => {
    const reason = task.needs_attention?.reason;
    const attempt = task.latest_attempt;
    const seenThere = reason === 'review' || reason === 'gates_failed' || reason === 'attempt_failed';
    if (!attempt || !seenThere) {
      openTask(task.id);
      return;
    }
    const tab = reason === 'review' ? 'diff' : reason === 'gates_failed' ? 'gates' : 'logs';
    void navigate({
      to: routes.attempt,
      params: { projectId: project.id, attemptId: attempt.id },
      search: { tab },
    });
  };

  const { q, label, status, agent, priority, old } = search;
  const shown = useMemo(
    () => withoutOld(filterTasks(tasks, { q, label, status, agent, priority }), old === 'hidden'),
    [tasks, q, label, status, agent, priority, old],
  );
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
          <FilterChips {...{ project, tasks, agents, filters }} onChange={setFilters} />
          <OldChip
            tasks={tasks}
            hidden={old === 'hidden'}
            onChange={(hidden) => change({ old: hidden ? 'hidden' : undefined }, true)}
          />
          <span className="ml-auto flex flex-none gap-2 max-md:order-1">
            <Button aria-label="New Agent Profile" onClick={() => change({ new: 'agent' })}>
              <Bot size={15} aria-hidden="true" />
              <span className="hidden @min-[1080px]:inline">New Agent Profile</span>
            </Button>
            <Button look="primary" aria-label="New Task" aria-keyshortcuts="c" onClick={newTask}>
              <Plus size={15} aria-hidden="true" />
              <span className="inline-flex items-center gap-[7px] max-md:hidden">
                New Task <Kbd onAccent>C</Kbd>
              </span>
            </Button>
          </span>
        </div>
      </header>
      <NeedsYou tasks={tasks} onGo={goToWaiting} />
      <Board
        {...{ project, tasks, shown, filters }}
        agents={agentsById}
        openTaskId={search.task}
        onOpen={openTask}
        onSetLimit={setLimited}
        onOpenArchive={openArchive}
        onDragChange={setDragging}
        onNear={() => void loadOpenTask()}
      />
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
