import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { RunsPage } from '@/features/runs/runs-page';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';

export function RunsRoute() {
  const { project, tasks, agents } = useProject();
  const filters = useSearch({ from: routes.runs });
  const navigate = useNavigate({ from: routes.runs });
  return (
    <RunsPage
      projectId={project.id}
      tasks={tasks}
      agents={agents}
      filters={filters}
      onFilters={(search) => void navigate({ to: '.', search, replace: true })}
      renderLink={(run, className, children) => (
        <Link to={routes.attempt} params={{ projectId: project.id, attemptId: run.id }} className={className}>
          {children}
        </Link>
      )}
    />
  );
}
