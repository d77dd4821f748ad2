import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { Failed, Loading } from '@/components/state-notes';
import { attemptQuery } from '@/features/attempts/api/get-attempt';
import { AttemptPage } from '@/features/attempts/attempt-page';
import type { AttemptTab } from '@/features/attempts/attempt-tabs';
import { isActive } from '@/lib/attempt-activity';
import type { Attempt } from '@/lib/api/types';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';

/** What a person comes for: the log while it runs, the change when it waits for review. */
const firstTab = (attempt: Attempt): AttemptTab =>
  isActive(attempt) || attempt.head_sha === null ? 'logs' : 'diff';

export function AttemptRoute() {
  const { projectId, attemptId } = useParams({ from: routes.attempt });
  const { tab } = useSearch({ from: routes.attempt });
  const navigate = useNavigate();
  const { tasks, agentsById } = useProject();
  const attempt = useQuery(attemptQuery(attemptId));
  if (!attempt.data)
    return attempt.error ? (
      <Failed what="the attempt" error={attempt.error} onRetry={() => void attempt.refetch()} />
    ) : (
      <Loading what="the attempt" />
    );
  const task = tasks.find(({ id }) => id === attempt.data.task_id);
  const goTo = (id: string, next: AttemptTab | undefined, replace: boolean) =>
    void navigate({
      to: routes.attempt,
      params: { projectId, attemptId: id },
      search: { tab: next },
      replace,
    });
  return (
    <AttemptPage
      key={attemptId}
      attempt={attempt.data}
      task={task}
      agent={agentsById.get(attempt.data.agent_id ?? '')}
      tab={tab ?? firstTab(attempt.data)}
      onTab={(next) => goTo(attemptId, next, true)}
      onStarted={(id) => goTo(id, 'logs', false)}
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
