import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { Failed, Loading } from '@/components/state-notes';
import { comparisonQuery } from '@/features/attempts/api/get-comparison';
import { ComparePage } from '@/features/attempts/compare/compare-page';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';

export function CompareRoute() {
  const { projectId, taskId } = useParams({ from: routes.compare });
  const navigate = useNavigate();
  const { tasks } = useProject();
  const comparison = useQuery(comparisonQuery(taskId));
  if (!comparison.data)
    return comparison.error ? (
      <Failed what="the comparison" error={comparison.error} onRetry={() => void comparison.refetch()} />
    ) : (
      <Loading what="the comparison" />
    );
  const task = tasks.find(({ id }) => id === taskId);
  return (
    <ComparePage
      task={task}
      attempts={comparison.data.items}
      onAttempt={({ id }) =>
        void navigate({ to: routes.attempt, params: { projectId, attemptId: id }, search: {} })
      }
      renderLink={(attempt, tab, className, children) => (
        <Link
          to={routes.attempt}
          params={{ projectId, attemptId: attempt.id }}
          search={{ tab }}
          className={className}
        >
          {children}
          <span className="sr-only"> of attempt {attempt.number}</span>
        </Link>
      )}
      back={
        <Link
          to={routes.project}
          params={{ projectId }}
          search={task ? { task: task.id } : {}}
          className="-ml-1 inline-flex items-center gap-1 rounded-md px-1 text-[13px] text-muted hover:text-ink"
        >
          <ChevronLeft size={15} aria-hidden="true" /> Board
        </Link>
      }
    />
  );
}
