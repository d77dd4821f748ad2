import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Empty, Failed, Loading } from '@/components/state-notes';
import { attemptQuery } from '@/features/attempts/api/get-attempt';
import { attemptsQuery } from '@/features/attempts/api/get-attempts';
import { AttemptPage } from '@/features/attempts/attempt-page';
import type { AttemptTab } from '@/features/attempts/attempt-tabs';
import type { DiffPlace } from '@/features/attempts/diff/diff-place';
import { meQuery } from '@/features/session/api/get-me';
import { isActive } from '@/lib/attempt-activity';
import { asProblem } from '@/lib/api/problem';
import type { Attempt, Task } from '@/lib/api/types';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';
import type { AttemptSearch } from '../search-params';
import { CompareLink } from './compare-link';
import { firstTab } from './first-tab';

/** What an attempt was opened on stays, however it goes on under the reader's eyes. */
function useFirstTab(attempt: Attempt | undefined): AttemptTab | null {
  const [first, setFirst] = useState<{ id: string; tab: AttemptTab } | null>(null);
  if (!attempt || first?.id === attempt.id) return first?.tab ?? null;
  const tab = firstTab(attempt);
  setFirst({ id: attempt.id, tab });
  return tab;
}

/** A file is one of the diff; a line without one is of the log. */
function tabOf({ tab, file, line }: AttemptSearch): AttemptTab | undefined {
  if (tab !== undefined || file !== undefined) return tab ?? 'diff';
  return line === undefined ? undefined : 'logs';
}

/** Of the project's other tasks: how many attempts wait before this one, and how many run. */
function queueOf(attempt: Attempt, tasks: readonly Task[]) {
  const others = tasks.flatMap(({ latest_attempt: latest }) =>
    latest && latest.id !== attempt.id && isActive(latest) ? [latest] : [],
  );
  const waiting = others.filter(({ status }) => status === 'QUEUED');
  return {
    ahead: waiting.filter(({ queued_at: queued }) => queued < attempt.queued_at).length,
    running: others.length - waiting.length,
  };
}

interface NoAttemptProps {
  projectId: string;
  error: Error | null;
  onRetry: () => void;
}

// Of an address that names none the server says that it is malformed.
const NAMES_NONE: readonly number[] = [400, 404, 422];

function NoAttempt({ projectId, error, onRetry }: NoAttemptProps) {
  if (!error) return <Loading what="the attempt" />;
  if (!NAMES_NONE.includes(asProblem(error).status))
    return <Failed what="the attempt" error={error} onRetry={onRetry} />;
  return (
    <Empty title="There is no such attempt">
      <p>It may have been deleted with its card.</p>
      <Link to={routes.project} params={{ projectId }} className="text-accent-text underline">
        Go to the board
      </Link>
    </Empty>
  );
}

export function AttemptRoute() {
  const { projectId, attemptId } = useParams({ from: routes.attempt });
  const search = useSearch({ from: routes.attempt });
  const { tab, file, line } = search;
  const navigate = useNavigate();
  const { project, tasks, agents, agentsById } = useProject();
  const attempt = useQuery(attemptQuery(attemptId));
  const first = useFirstTab(attempt.data);
  const onPlace = useCallback(
    (place: DiffPlace) =>
      void navigate({
        to: routes.attempt,
        params: { projectId, attemptId },
        search: { tab: 'diff', ...place },
        replace: true,
      }),
    [attemptId, navigate, projectId],
  );
  const me = useQuery(meQuery);
  const taskId = attempt.data?.task_id;
  const siblings = useQuery({ ...attemptsQuery(taskId ?? ''), enabled: taskId !== undefined });
  if (!attempt.data)
    return <NoAttempt projectId={projectId} error={attempt.error} onRetry={() => void attempt.refetch()} />;
  const task = tasks.find(({ id }) => id === attempt.data.task_id);
  const goTo = (id: string, search: AttemptSearch, replace: boolean) =>
    void navigate({ to: routes.attempt, params: { projectId, attemptId: id }, search, replace });
  return (
    <AttemptPage
      key={attemptId}
      attempt={attempt.data}
      task={task}
      agent={agentsById.get(attempt.data.agent_id ?? '')}
      agents={agents}
      queue={queueOf(attempt.data, tasks)}
      githubRepo={project.github_repo}
      isLocal={me.data?.auth_mode === 'local'}
      tab={tabOf(search) ?? first ?? 'logs'}
      onTab={(next) => goTo(attemptId, { tab: next }, true)}
      place={file === undefined ? null : { file, line }}
      onPlace={onPlace}
      line={file === undefined ? line : undefined}
      onLine={(next) => goTo(attemptId, { tab: 'logs', line: next }, true)}
      onAttempt={(id) => goTo(id, tab === undefined ? {} : { tab }, false)}
      onStarted={(id) => goTo(id, { tab: 'logs' }, false)}
      compare={<CompareLink projectId={projectId} taskId={attempt.data.task_id} attempts={siblings.data} />}
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
