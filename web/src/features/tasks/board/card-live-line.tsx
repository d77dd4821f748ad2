import { CircleCheck, CircleX, Hand, Minus, Sparkles, type LucideIcon } from 'lucide-react';
import { PulseDot } from '@/components/pill';
import { toneFill } from '@/components/tone';
import type { Task } from '@/lib/api/types';
import { activityOf, type Activity, type Tone } from '@/lib/attempt-activity';
import { clock } from '@/lib/format/duration';
import { useNow } from '@/lib/use-now';
import { attentionText } from './attention';

const ICONS: Partial<Record<Tone, LucideIcon>> = {
  fig: Sparkles,
  moss: CircleCheck,
  brick: CircleX,
  amber: Hand,
  stone: Minus,
};

function Elapsed({ since }: { since: string }) {
  const now = useNow(1000);
  return <span className="ml-auto flex-none tabular-nums">{clock(now - Date.parse(since))}</span>;
}

/** What waits for a person goes before what the attempt says of itself. */
function lineOf(task: Task): Activity | null {
  const attempt = task.latest_attempt;
  const reason = task.needs_attention?.reason;
  const asks = reason === 'question' || reason === 'permission' || reason === 'plan' || reason === 'budget';
  if (reason !== undefined && asks) return { text: attentionText(reason), tone: 'amber', running: false };
  return attempt && activityOf(attempt);
}

export function CardLiveLine({ task }: { task: Task }) {
  const line = lineOf(task);
  if (!line) return null;
  const Icon = ICONS[line.tone];
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
      <span className="truncate">{line.text}</span>
      {since && <Elapsed since={since} />}
    </span>
  );
}
