import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useMatches, useNavigate, useParams } from '@tanstack/react-router';
import { UserRound } from 'lucide-react';
import { Suspense, useCallback, useEffect, useMemo } from 'react';
import { buttonClass } from '@/components/button';
import { Failed, Loading } from '@/components/state-notes';
import { agentsQuery } from '@/features/agents/api/get-agents';
import { projectsQuery } from '@/features/projects/api/get-projects';
import { tasksQuery } from '@/features/tasks/api/get-tasks';
import type { Project } from '@/lib/api/types';
import type { WaitingTask } from '@/lib/attention';
import { onDemand } from '@/lib/on-demand';
import { routes } from '@/lib/paths';
import { Frame } from '../frame/frame';
import { Sidebar } from '../frame/sidebar';
import { ProjectKeys } from '../keys/project-keys';
import { ProjectContext } from '../live/project-context';
import { useProjectLive } from '../live/use-project-live';
import { useWaiting } from '../live/use-waiting';
import { waitingTarget } from './waiting-target';

// What the first paint can do without.
const WaitingNews = onDemand(() => import('@/features/needs-you/waiting-news'));

const SpendToday = onDemand(() => import('@/features/insights/spend-today'));

export function ProjectRoute() {
  const { projectId } = useParams({ from: routes.project });
  const projects = useQuery(projectsQuery);
  if (!projects.data)
    return projects.error ? (
      <Failed what="the projects" error={projects.error} onRetry={() => void projects.refetch()} />
    ) : (
      <Loading what="the project" />
    );
  const project = projects.data.find(({ id }) => id === projectId);
  // It was deleted, here or elsewhere.
  if (!project) return <Navigate to={routes.home} replace />;
  return <OpenProject key={project.id} project={project} projects={projects.data} />;
}

function AccountLink({ projectId }: { projectId: string }) {
  return (
    <Link
      to={routes.account}
      params={{ projectId }}
      aria-label="Account, API tokens and sign-out"
      className={buttonClass('ghost', 'icon')}
    >
      <UserRound size={15} aria-hidden="true" />
    </Link>
  );
}

/** The count and the mark on the icon are for who looks at another page. */
function useTitle(waiting: number, projectName: string): void {
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData.title });
  useEffect(() => {
    const count = waiting > 0 ? `(${waiting}) ` : '';
    document.title = count + [page, projectName, 'Antfarm'].filter(Boolean).join(' · ');
    document
      .querySelector('link[rel=icon]')
      ?.setAttribute('href', waiting > 0 ? '/favicon-waiting.svg' : '/favicon.svg');
  }, [page, projectName, waiting]);
}

function OpenProject({ project, projects }: { project: Project; projects: readonly Project[] }) {
  const navigate = useNavigate();
  const tasks = useQuery(tasksQuery(project.id));
  const agents = useQuery(agentsQuery);
  const { setDragging } = useProjectLive(project.id);
  const waiting = useWaiting(project, projects, tasks.data);
  useTitle(waiting.tasks.length, project.name);
  const goToWaiting = useCallback((task: WaitingTask) => void navigate(waitingTarget(task)), [navigate]);

  const value = useMemo(() => {
    const list = agents.data ?? [];
    return {
      project,
      projects,
      waiting,
      tasks: tasks.data ?? [],
      agents: list,
      agentsById: new Map(list.map((agent) => [agent.id, agent])),
      setDragging,
    };
  }, [agents.data, project, projects, setDragging, tasks.data, waiting]);

  return (
    <ProjectContext value={value}>
      <Frame
        title={project.name}
        sidebar={
          <Sidebar
            project={project}
            projects={projects}
            tasks={value.tasks}
            waiting={waiting.tasks.length}
            agentsById={value.agentsById}
            onProject={(projectId) => void navigate({ to: routes.project, params: { projectId } })}
            onNewProject={() => void navigate({ to: routes.newProject })}
            account={<AccountLink projectId={project.id} />}
            spend={
              <Suspense>
                <SpendToday projectId={project.id} />
              </Suspense>
            }
          />
        }
      >
        {tasks.data ? (
          <Outlet />
        ) : tasks.error ? (
          <Failed what="the board" error={tasks.error} onRetry={() => void tasks.refetch()} />
        ) : (
          <Loading what="the board" />
        )}
      </Frame>
      <ProjectKeys projectId={project.id} />
      <Suspense>
        {tasks.data && !waiting.others.isPending && (
          <WaitingNews waiting={waiting.tasks} onGo={goToWaiting} />
        )}
      </Suspense>
    </ProjectContext>
  );
}
