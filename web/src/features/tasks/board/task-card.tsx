import { ListChecks, RotateCcw } from 'lucide-react';
import { memo } from 'react';
import { Avatar } from '@/components/avatar';
import { DiffSize } from '@/components/diff-size';
import { GateMarks } from '@/components/gate-marks';
import { LabelTag } from '@/components/label-tag';
import { PriorityMark } from '@/components/priority-mark';
import type { Agent, Task } from '@/lib/api/types';
import { age } from '@/lib/format/duration';
import { money } from '@/lib/format/quantity';
import { useNow } from '@/lib/use-now';
import { CardLiveLine } from './card-live-line';

interface TaskCardProps {
  task: Task;
  agent: Agent | undefined;
}

function Age({ since }: { since: string }) {
  const now = useNow(60_000);
  return <time dateTime={since}>{age(since, now)}</time>;
}

function KeyLine({ task, agent }: TaskCardProps) {
  const attempt = task.latest_attempt;
  const cost = attempt?.cost_usd ?? null;
  return (
    <span className="flex min-h-5 items-center gap-[7px] text-[11.5px] font-medium text-subtle">
      <span className="code whitespace-nowrap">{task.key}</span>
      <PriorityMark priority={task.priority} />
      <span className="ml-auto flex flex-none items-center gap-[7px]">
        {attempt && attempt.number > 1 && (
          <span className="inline-flex items-center gap-[3px]" title={`Attempt ${attempt.number}`}>
            <RotateCcw size={12} aria-hidden="true" />
            <span className="sr-only">attempt </span>
            {attempt.number}
          </span>
        )}
        {cost !== null && <span className="tabular-nums">{money(cost)}</span>}
        {!attempt && <Age since={task.created_at} />}
        {agent && (
          <span title={agent.name}>
            <Avatar seed={agent.id} name={agent.name} size="small" />
            <span className="sr-only">{agent.name}</span>
          </span>
        )}
      </span>
    </span>
  );
}

function MetaLine({ task }: { task: Task }) {
  const attempt = task.latest_attempt;
  const criteria = task.acceptance_criteria;
  const done = criteria.filter((criterion) => criterion.done).length;
  const size = attempt?.diff;
  const gates = attempt?.gates ?? [];
  const labels = task.labels.slice(0, 2);
  if (criteria.length === 0 && !size && gates.length === 0 && labels.length === 0) return null;
  return (
    <span className="mt-[9px] flex min-w-0 flex-wrap items-center gap-x-[9px] gap-y-1 text-[11.5px] font-medium whitespace-nowrap text-subtle">
      {criteria.length > 0 && (
        <span className="inline-flex items-center gap-1" title="Acceptance criteria done">
          <ListChecks size={13} aria-hidden="true" />
          <span className="sr-only">criteria done </span>
          {done}/{criteria.length}
        </span>
      )}
      {size && <DiffSize additions={size.additions} deletions={size.deletions} />}
      <GateMarks gates={gates} />
      {labels.map((label) => (
        <LabelTag key={label} label={label} />
      ))}
    </span>
  );
}

/** The face of a card: text only, so that its frame can be one button to open and to drag. */
export const TaskCard = memo(function TaskCard({ task, agent }: TaskCardProps) {
  return (
    <>
      <KeyLine task={task} agent={agent} />
      <span className="mt-[5px] line-clamp-2 text-[13.5px] leading-[1.34] font-semibold tracking-[-.004em] text-pretty break-words">
        <bdi>{task.title}</bdi>
      </span>
      <CardLiveLine task={task} />
      <MetaLine task={task} />
    </>
  );
});
