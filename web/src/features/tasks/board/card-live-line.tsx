import { CircleCheck, CircleX, Clock, Hand, Hourglass, Minus, Sparkles, type LucideIcon } from 'lucide-react';
import type { AttentionReason } from '@contracts/task-status';
import { PulseDot } from '@/components/pill';
import { REQUEST_ICONS } from '@/components/request-icons';
import { toneFill } from '@/components/tone';
import type { Task } from '@/lib/api/types';
import { activityOf, type Activity, type Tone } from '@/lib/attempt-activity';
import { age, clock } from '@/lib/format/duration';
import { moment } from '@/lib/format/moment';
import { useNow } from '@/lib/use-now';
import { attentionText } from '@/lib/attention';

const ICONS: Partial<Record<Tone, LucideIcon>> = {
  fig: Sparkles,
  moss: CircleCheck,
  brick: CircleX,
  amber: Hand,
  stone: Minus,
  slate: Clock,
  ochre: Hourglass,
};

function Elapsed({ since }: { since: string }) {
  const now = useNow(1000);
  return <span className="ml-auto flex-none tabular-nums">{clock(now - Date.parse(since))}</span>;
}

/** How long something has waited for a person. */
function Waiting({ since }: { since: string }) {
  const now = useNow(60_000);
  return <span className="ml-auto flex-none tabular-nums">{age(since, now)}</span>;
}

interface Line extends Activity {
  Icon?: LucideIcon;
  waitsSince?: string;
  /** What must be seen of it where there is little room. */
  aside?: string;
  /** More words than the line has room for. */
  title?: string;
}

const ASKS = ['question', 'permission', 'plan', 'budget', 'rounds_exhausted', 'conflict'] as const;

const iconOf = (reason: AttentionReason): Pick<Line, 'Icon'> =>
  reason === 'question' || reason === 'permission' || reason === 'plan'
    ? { Icon: REQUEST_ICONS[reason] }
    : {};

/** What waits for a person goes before what the attempt says of itself. */
function lineOf(task: Task, queued: string | undefined): Line | null {
  const attempt = task.latest_attempt;
  const needs = task.needs_attention;
  if (needs && ASKS.some((reason) => reason === needs.reason)) {
    const text = attentionText({ ...task, needs_attention: needs });
    return { text, tone: 'amber', running: false, waitsSince: needs.since, ...iconOf(needs.reason) };
  }
  if (!attempt) return null;
  const line = activityOf(attempt);
  if (attempt.status === 'QUEUED')
    return { ...line, text: queued === undefined ? line.text : `${line.text} · ${queued}`, running: false };
  if (attempt.waiting) {
    const { until, message } = attempt.waiting;
    return {
      ...line,
      text: 'Waits for the provider',
      aside: `until ${moment(until)}`,
      title: `${line.text}: ${message}`,
    };
  }
  return needs ? { ...line, waitsSince: needs.since } : line;
}

export function CardLiveLine({ task, queued }: { task: Task; queued: string | undefined }) {
  const line = lineOf(task, queued);
  if (!line) return null;
  const Icon = line.Icon ?? ICONS[line.tone];
  const since = line.running ? task.latest_attempt?.started_at : null;
  return (
    <span
      className={`mt-2 flex min-w-0 items-center gap-[7px] rounded-[7px] px-2 py-[5px] text-xs font-[550] ${toneFill[line.tone]}`}
    >
      {line.running ? (
        <PulseDot tone={line.tone} />
      ) : (
        Icon && <Icon size={14} aria-hidden="true" className="flex-none" />
      )}
      <span className="truncate" title={line.title ?? line.text}>
        <bdi>{line.text}</bdi>
      </span>
      {line.aside !== undefined && <span className="flex-none tabular-nums">{line.aside}</span>}
      {since && <Elapsed since={since} />}
      {!since && line.waitsSince !== undefined && <Waiting since={line.waitsSince} />}
    </span>
  );
}
