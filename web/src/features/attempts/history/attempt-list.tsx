import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { GateMarks } from '@/components/gate-marks';
import { DiffSize } from '@/components/diff-size';
import { Pill } from '@/components/pill';
import { Failed, Loading } from '@/components/state-notes';
import type { Agent, Attempt } from '@/lib/api/types';
import { activityOf, isActive } from '@/lib/attempt-activity';
import { duration } from '@/lib/format/duration';
import { money } from '@/lib/format/quantity';
import { workedMs } from '@/lib/worked-ms';
import { attemptsQuery } from '../api/get-attempts';

interface AttemptListProps {
  taskId: string;
  agents: ReadonlyMap<string, Agent>;
  /** The link to an attempt's page; routes belong to the app. */
  renderLink: (attempt: Attempt, className: string, children: ReactNode) => ReactNode;
  /** The ways to a comparison of them. */
  renderCompare: (attempts: readonly Attempt[]) => ReactNode;
}

export function AttemptList({ taskId, agents, renderLink, renderCompare }: AttemptListProps) {
  const attempts = useQuery(attemptsQuery(taskId));
  if (!attempts.data)
    return attempts.error ? (
      <Failed what="the attempts" error={attempts.error} onRetry={() => void attempts.refetch()} />
    ) : (
      <Loading what="the attempts" />
    );
  if (attempts.data.length === 0)
    return <p className="text-[13.5px] text-subtle">No attempts yet. Run the task to start the first.</p>;
  return (
    <>
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-2">{renderCompare(attempts.data)}</div>
      <ol className="flex flex-col gap-1.5">
        {attempts.data.map((attempt) => (
          <li key={attempt.id}>
            {renderLink(
              attempt,
              'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2.5 rounded-[10px] border bg-card px-3 py-2.5 hover:bg-hover',
              <Face attempt={attempt} agent={agents.get(attempt.agent_id ?? '')} />,
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function took(attempt: Attempt): string | null {
  const worked = isActive(attempt) ? null : workedMs(attempt);
  return worked === null ? null : duration(worked);
}

function Face({ attempt, agent }: { attempt: Attempt; agent: Agent | undefined }) {
  const activity = activityOf(attempt);
  const cost = attempt.usage?.cost_usd ?? null;
  const facts = [agent?.name ?? attempt.agent_name, took(attempt), cost === null ? null : money(cost)]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px]">
          <strong className="font-semibold">Attempt {attempt.number}</strong>
          <Pill tone={activity.tone} pulse={activity.running}>
            <span className="truncate">{activity.text}</span>
          </Pill>
        </span>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs text-subtle">
          {facts}
          {attempt.diff && <DiffSize {...attempt.diff} />}
        </span>
        {attempt.feedback !== null && (
          <span className="mt-1 line-clamp-2 text-xs text-muted">Feedback: {attempt.feedback}</span>
        )}
      </span>
      <GateMarks gates={attempt.gates} />
    </>
  );
}
