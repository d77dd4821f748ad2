import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { Pill } from '@/components/pill';
import type { Agent, Attempt, AttemptDetail, Task } from '@/lib/api/types';
import { activityOf, isActive } from '@/lib/attempt-activity';
import { clock, duration } from '@/lib/format/duration';
import { money, tokens } from '@/lib/format/quantity';
import { useNow } from '@/lib/use-now';
import { workedMs } from '@/lib/worked-ms';
import { WorkspaceMenu } from './actions/workspace-menu';
import { attemptsQuery } from './api/get-attempts';

interface Neighbours {
  previous: Attempt | undefined;
  next: Attempt | undefined;
  count: number;
}

/** The task's attempts around this one. */
export function useNeighbours(attempt: Attempt): Neighbours {
  const { data: attempts = [] } = useQuery(attemptsQuery(attempt.task_id));
  return {
    previous: attempts.find(({ number }) => number < attempt.number),
    next: attempts.findLast(({ number }) => number > attempt.number),
    count: attempts.length,
  };
}

interface AttemptHeaderProps {
  attempt: AttemptDetail;
  task: Task | undefined;
  agent: Agent | undefined;
  isLocal: boolean;
  neighbours: Neighbours;
  onAttempt: (attemptId: string) => void;
  back: ReactNode;
}

export function AttemptHeader(props: AttemptHeaderProps) {
  const { attempt, task, agent, isLocal, neighbours, onAttempt, back } = props;
  return (
    <header className="flex-none px-5 pt-3.5 pb-2 max-md:px-3.5">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        {back}
        {task && <span className="code text-subtle">{task.key}</span>}
        <StatePill attempt={attempt} />
        <Facts attempt={attempt} agent={agent} />
        <span className="ml-auto flex items-center gap-0.5">
          <WorkspaceMenu attempt={attempt} isLocal={isLocal} />
          {neighbours.count > 1 && (
            <>
              <Step name="Previous attempt" to={neighbours.previous} onAttempt={onAttempt}>
                <ChevronLeft size={15} aria-hidden="true" />
              </Step>
              <span className="text-[12.5px] text-muted tabular-nums">
                {attempt.number} of {neighbours.count}
              </span>
              <Step name="Next attempt" to={neighbours.next} onAttempt={onAttempt}>
                <ChevronRight size={15} aria-hidden="true" />
              </Step>
            </>
          )}
        </span>
      </div>
      <h1 className="title mt-1.5 text-[21px] leading-tight break-words">
        <bdi>{task?.title ?? `Attempt ${attempt.number}`}</bdi>
      </h1>
    </header>
  );
}

interface StepProps {
  name: string;
  to: Attempt | undefined;
  onAttempt: (attemptId: string) => void;
  children: ReactNode;
}

function Step({ name, to, onAttempt, children }: StepProps) {
  return (
    <Button
      look="ghost"
      size="tiny"
      aria-label={name}
      title={name}
      disabled={!to}
      onClick={() => to && onAttempt(to.id)}
    >
      {children}
    </Button>
  );
}

function StatePill({ attempt }: { attempt: AttemptDetail }) {
  const activity = activityOf(attempt);
  return (
    <Pill tone={activity.tone} pulse={activity.running}>
      <span className="truncate">
        Attempt {attempt.number} · {activity.text}
      </span>
    </Pill>
  );
}

function timeOf(attempt: Attempt, now: number): string | null {
  if (attempt.started_at === null) return null;
  if (isActive(attempt)) return clock(now - Date.parse(attempt.started_at));
  const worked = workedMs(attempt);
  return worked === null ? null : duration(worked);
}

function spentOf({ usage }: Attempt): (string | null)[] {
  if (!usage) return [];
  const { input_tokens: read, output_tokens: written } = usage;
  // A part of it would look like the whole.
  const used = read === null || written === null ? 0 : read + written;
  return [usage.cost_usd === null ? null : money(usage.cost_usd), used > 0 ? tokens(used) : null];
}

function Facts({ attempt, agent }: { attempt: Attempt; agent: Agent | undefined }) {
  const now = useNow(isActive(attempt) ? 1000 : null);
  const facts = [agent?.name ?? attempt.agent_name, timeOf(attempt, now), ...spentOf(attempt)];
  return <span className="text-[12.5px] text-muted tabular-nums">{facts.filter(Boolean).join(' · ')}</span>;
}
