import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { NeedsYouPage } from '@/features/needs-you/needs-you-page';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';
import { waitingTarget } from './waiting-target';

export function NeedsYouRoute() {
  const { project, projects, agentsById, waiting } = useProject();
  const { scope } = useSearch({ from: routes.needsYou });
  const navigate = useNavigate();
  return (
    <NeedsYouPage
      {...{ project, projects, agentsById }}
      scope={scope ?? 'project'}
      waiting={waiting.tasks}
      others={waiting.others}
      onScope={(next) =>
        void navigate({
          to: routes.needsYou,
          params: { projectId: project.id },
          search: { scope: next === 'all' ? next : undefined },
          replace: true,
        })
      }
      renderLink={(task, className, children) => (
        <Link {...waitingTarget(task)} className={className}>
          {children}
        </Link>
      )}
      board={
        <Link
          to={routes.project}
          params={{ projectId: project.id }}
          className="font-semibold text-accent-text hover:underline"
        >
          Go to the board
        </Link>
      }
    />
  );
}
