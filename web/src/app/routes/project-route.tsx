import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { UserRound } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { buttonClass } from '@/components/button';
import { Failed, Loading } from '@/components/state-notes';
import { agentsQuery } from '@/features/agents/api/get-agents';
import { projectsQuery } from '@/features/projects/api/get-projects';
import { tasksQuery } from '@/features/tasks/api/get-tasks';
import { waitingTasks } from '@/features/tasks/board/needs-you';
import type { Project } from '@/lib/api/types';
import { routes } from '@/lib/paths';
import { Frame } from '../frame/frame';
import { Sidebar } from '../frame/sidebar';
import { ProjectContext } from '../live/project-context';
import { useProjectLive } from '../live/use-project-live';

const SpendToday = lazy(() => import('@/features/insights/spend-today'));

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

function OpenProject({ project, projects }: { project: Project; projects: readonly Project[] }) {
  const navigate = useNavigate();
  const tasks = useQuery(tasksQuery(project.id));
  const agents = useQuery(agentsQuery);
  const { connection, setDragging } = useProjectLive(project.id);
  const waiting = waitingTasks(tasks.data ?? []).length;

  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${project.name} · Antfarm`;
  }, [waiting, project.name]);

  const value = useMemo(() => {
    const list = agents.data ?? [];
    return {
      project,
      tasks: tasks.data ?? [],
      agents: list,
      agentsById: new Map(list.map((agent) => [agent.id, agent])),
      setDragging,
    };
  }, [agents.data, project, setDragging, tasks.data]);

  return (
    <ProjectContext value={value}>
      <Frame
        connection={connection}
        title={project.name}
        sidebar={
          <Sidebar
            project={project}
            projects={projects}
            tasks={value.tasks}
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
    </ProjectContext>
  );
}
