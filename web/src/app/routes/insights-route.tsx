import { useNavigate, useSearch } from '@tanstack/react-router';
import { InsightsPage } from '@/features/insights/insights-page';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';

export function InsightsRoute() {
  const { project } = useProject();
  const { days = 14, projects } = useSearch({ from: routes.insights });
  const navigate = useNavigate({ from: routes.insights });
  return (
    <InsightsPage
      project={project}
      days={days}
      ofAll={projects === 'all'}
      onDays={(next) => void navigate({ to: '.', search: (old) => ({ ...old, days: next }), replace: true })}
      onOfAll={(all) =>
        void navigate({
          to: '.',
          search: (old) => ({ ...old, projects: all ? 'all' : undefined }),
          replace: true,
        })
      }
    />
  );
}
