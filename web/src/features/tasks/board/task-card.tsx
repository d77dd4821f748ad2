import { ListChecks, ListTree, MessageSquare, MessageSquareQuote, RotateCcw } from 'lucide-react';
import { memo } from 'react';
import { Avatar } from '@/components/avatar';
import { DiffSize } from '@/components/diff-size';
import { GateMarks } from '@/components/gate-marks';
import { LabelTag } from '@/components/label-tag';
import { PriorityMark } from '@/components/priority-mark';
import type { Agent, Task } from '@/lib/api/types';
import { age } from '@/lib/format/duration';
import { money, plural } from '@/lib/format/quantity';
import { useNow } from '@/lib/use-now';
import { CardLiveLine } from './card-live-line';
import { OverlapMark } from './overlap-mark';
import { UnreadMark } from './unread-mark';

interface TaskCardProps {
  task: Task;
  agent: Agent | undefined;
  queued: string | undefined;
  blockedBy: string | undefined;
  /** Messages of its thread. */
  unread: number;
}

function Age({ since }: { since: string }) {
  const now = useNow(60_000);
  return <time dateTime={since}>{age(since, now)}</time>;
}

const LABELS_SHOWN = 1;

/** One label, and how many more: a card with many is no taller than one with none. */
function Labels({ labels }: { labels: readonly string[] }) {
  const more = labels.slice(LABELS_SHOWN);
  return (
    <>
      {labels.slice(0, LABELS_SHOWN).map((label) => (
        <LabelTag key={label} label={label} />
      ))}
      {more.length > 0 && (
        <span
          title={more.join(', ')}
          className="flex-none rounded-full bg-stone-bg px-1.5 py-px text-[11px] font-semibold text-stone-fg"
        >
          <span aria-hidden="true">+{more.length}</span>
          <span className="sr-only">{more.join(', ')}</span>
        </span>
      )}
    </>
  );
}

function KeyLine({ task, agent, unread }: Pick<TaskCardProps, 'task' | 'agent' | 'unread'>) {
  const attempt = task.latest_attempt;
  const cost = attempt?.cost_usd ?? null;
  return (
    <span className="flex min-h-5 min-w-0 items-center gap-[7px] text-[11.5px] font-medium text-subtle">
      <span className="code flex-none whitespace-nowrap">{task.key}</span>
      <PriorityMark priority={task.priority} />
      <span className="flex min-w-0 flex-1 items-center gap-1 overflow-hidden">
        <Labels labels={task.labels} />
      </span>
      <span className="flex flex-none items-center gap-[7px]">
        <UnreadMark count={unread} />
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

interface ShareProps {
  Icon: typeof ListChecks;
  what: string;
  done: number;
  total: number;
}

function Share({ Icon, what, done, total }: ShareProps) {
  if (total === 0) return null;
  return (
    <span className="inline-flex items-center gap-1" title={`${done} of ${total} ${what}`}>
      <Icon size={13} aria-hidden="true" />
      <span className="sr-only">{what} </span>
      {done}/{total}
    </span>
  );
}

function Messages({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="inline-flex items-center gap-1" title={plural(count, 'message')}>
      <MessageSquare size={12} aria-hidden="true" />
      <span className="sr-only">messages </span>
      {count}
    </span>
  );
}

function OpenComments({ count }: { count: number }) {
  if (count === 0) return null;
  const words = plural(count, 'open comment');
  return (
    <span className="inline-flex items-center gap-1" title={words}>
      <MessageSquareQuote size={12} aria-hidden="true" />
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

function MetaLine({ task, blockedBy }: { task: Task; blockedBy: string | undefined }) {
  const attempt = task.latest_attempt;
  const criteria = task.acceptance_criteria;
  const size = attempt?.diff;
  const gates = attempt?.gates ?? [];
  const messages = task.message_count;
  const comments = attempt?.open_comments ?? 0;
  const nothing = criteria.length + task.subtasks.total + gates.length + messages + comments === 0 && !size;
  if (nothing && blockedBy === undefined) return null;
  return (
    <span className="mt-[9px] flex min-w-0 flex-wrap items-center gap-x-[9px] gap-y-1 text-[11.5px] font-medium whitespace-nowrap text-subtle">
      <Share
        Icon={ListChecks}
        what="criteria done"
        done={criteria.filter((criterion) => criterion.done).length}
        total={criteria.length}
      />
      <Share Icon={ListTree} what="subtasks done" {...task.subtasks} />
      {size && <DiffSize additions={size.additions} deletions={size.deletions} />}
      <GateMarks gates={gates} />
      <span className="ml-auto flex min-w-0 items-center gap-[9px]">
        {blockedBy !== undefined && (
          <span className="truncate" title={`Blocked by ${blockedBy}`}>
            blocked by <span className="code">{blockedBy}</span>
          </span>
        )}
        <OpenComments count={comments} />
        <Messages count={messages} />
      </span>
    </span>
  );
}

/** The face of a card: text only, so that its frame can be one button to open and to drag. */
export const TaskCard = memo(function TaskCard({ task, agent, queued, blockedBy, unread }: TaskCardProps) {
  return (
    <>
      <KeyLine {...{ task, agent, unread }} />
      <span className="mt-[5px] line-clamp-2 text-[13.5px] leading-[1.34] font-semibold tracking-[-.004em] text-pretty break-words">
        <bdi>{task.title}</bdi>
      </span>
      <CardLiveLine task={task} queued={queued} />
      <OverlapMark task={task} />
      <MetaLine task={task} blockedBy={blockedBy} />
    </>
  );
});
