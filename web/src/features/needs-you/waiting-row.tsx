import {
  CircleSlash,
  CircleX,
  FileMinus,
  GitMerge,
  ListX,
  RotateCcw,
  Sparkles,
  Wallet,
  type LucideIcon,
} from 'lucide-react';
import { Avatar } from '@/components/avatar';
import { DiffSize } from '@/components/diff-size';
import { REQUEST_ICONS } from '@/components/request-icons';
import { toneFill } from '@/components/tone';
import type { Agent } from '@/lib/api/types';
import type { Tone } from '@/lib/attempt-activity';
import {
  attentionAction,
  attentionText,
  waitingFor,
  type WaitingFor,
  type WaitingTask,
} from '@/lib/attention';
import { waited } from '@/lib/format/duration';
import { useNow } from '@/lib/use-now';

const LOOKS: Record<WaitingFor, { Icon: LucideIcon; tone: Tone }> = {
  question: { Icon: REQUEST_ICONS.question, tone: 'amber' },
  permission: { Icon: REQUEST_ICONS.permission, tone: 'amber' },
  plan: { Icon: REQUEST_ICONS.plan, tone: 'amber' },
  review: { Icon: Sparkles, tone: 'fig' },
  nothing_changed: { Icon: FileMinus, tone: 'stone' },
  attempt_failed: { Icon: CircleX, tone: 'brick' },
  cancelled: { Icon: CircleSlash, tone: 'stone' },
  gates_failed: { Icon: ListX, tone: 'brick' },
  conflict: { Icon: GitMerge, tone: 'brick' },
  budget: { Icon: Wallet, tone: 'ochre' },
  rounds_exhausted: { Icon: RotateCcw, tone: 'ochre' },
};

export const ROW_CLASS =
  'group grid grid-cols-[34px_minmax(0,1fr)_auto] items-center gap-x-3 rounded-xl border bg-card px-3 py-2.5 shadow-[0_1px_2px_rgb(80_55_30/.06)] hover:border-line-strong/60 hover:bg-raised';

interface WaitingRowProps {
  task: WaitingTask;
  agent: Agent | undefined;
  /** Where the list has cards of several projects. */
  projectName: string | null;
}

/** What a card waits for, since when, and whose it is: the inside of a link to the place. */
export function WaitingRow({ task, agent, projectName }: WaitingRowProps) {
  const { Icon, tone } = LOOKS[waitingFor(task)];
  return (
    <>
      <span
        aria-hidden="true"
        className={`grid size-[34px] place-items-center self-start rounded-[9px] ${toneFill[tone]}`}
      >
        <Icon size={17} />
      </span>
      <span className="min-w-0">
        <Reason task={task} />
        <span className="mt-0.5 line-clamp-2 text-[14px] leading-snug break-words">
          <span className="code mr-1.5 text-subtle">{task.key}</span>
          <bdi>{task.title}</bdi>
        </span>
        <Failure task={task} />
        <Whose {...{ task, agent, projectName }} />
      </span>
      <span className="rounded-lg px-2 py-1 text-[13px] font-semibold text-accent-text group-hover:bg-hover">
        {attentionAction(task)}
      </span>
    </>
  );
}

function Reason({ task }: { task: WaitingTask }) {
  const { since } = task.needs_attention;
  const size = waitingFor(task) === 'review' ? task.latest_attempt?.diff : null;
  const now = useNow(30_000);
  return (
    <span className="flex flex-wrap items-baseline gap-x-2 text-[13px]">
      <span className="font-[650]">{attentionText(task)}</span>
      {size && <DiffSize additions={size.additions} deletions={size.deletions} />}
      <time
        dateTime={since}
        title={new Date(since).toLocaleString()}
        className="text-[12.5px] text-subtle tabular-nums"
      >
        {waited(since, now)}
      </time>
    </span>
  );
}

function Failure({ task: { needs_attention, latest_attempt } }: { task: WaitingTask }) {
  const failure = needs_attention.reason === 'attempt_failed' ? latest_attempt?.failure : null;
  if (!failure) return null;
  return (
    <span className="mt-0.5 line-clamp-2 text-[12.5px] break-words text-brick-fg">
      <bdi>{failure.message}</bdi>
    </span>
  );
}

function Whose({ task, agent, projectName }: WaitingRowProps) {
  const attempt = task.latest_attempt;
  if (!agent && projectName === null) return null;
  return (
    <span className="mt-1 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-[12px] text-subtle">
      {agent && (
        <span className="inline-flex min-w-0 items-center gap-1.5">
          <Avatar seed={agent.id} name={agent.name} size="small" />
          <bdi className="truncate">{agent.name}</bdi>
          {attempt && <span className="flex-none">· attempt {attempt.number}</span>}
        </span>
      )}
      {agent && projectName !== null && <span aria-hidden="true">·</span>}
      {projectName !== null && <bdi className="truncate">{projectName}</bdi>}
    </span>
  );
}
