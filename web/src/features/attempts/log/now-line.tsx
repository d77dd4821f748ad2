import { ArrowDown } from 'lucide-react';
import { PulseDot } from '@/components/pill';
import type { AttemptDetail } from '@/lib/api/types';
import { activityOf, isActive } from '@/lib/attempt-activity';
import { clock } from '@/lib/format/duration';
import { plural } from '@/lib/format/quantity';
import type { Connection } from '@/lib/live/reconnecting-socket';
import { useNow } from '@/lib/use-now';
import type { LogSnapshot } from './log-buffer';

/** Who else of the project wants to run. */
export interface QueueState {
  ahead: number;
  running: number;
}

const SILENT_AFTER_MS = 30_000;

function queuedWords({ ahead, running }: QueueState): string {
  if (ahead > 0) return `Queued behind ${plural(ahead, 'other attempt')}`;
  return running > 0
    ? `Queued: it is next, ${plural(running, 'attempt is', 'attempts are')} at work`
    : 'Queued: it starts as soon as a worker takes it';
}

const elapsed = (since: string | null, now: number): number | null =>
  since === null ? null : Math.max(0, now - Date.parse(since));

interface NowLineProps {
  attempt: AttemptDetail;
  log: LogSnapshot;
  queue: QueueState;
  connection: Connection;
  newLines: number;
  onEnd: () => void;
}

/** What happens at this moment, whether or not there is a line to show for it. */
export function NowLine({ attempt, log, queue, connection, newLines, onEnd }: NowLineProps) {
  if (!isActive(attempt) && newLines === 0) return null;
  return (
    <div className="flex min-h-9 flex-none items-center gap-2 border-t border-[#3d3128] bg-log px-4 text-[12.5px] text-[#cbb9a2]">
      {isActive(attempt) && <Now attempt={attempt} log={log} queue={queue} connection={connection} />}
      {newLines > 0 && (
        <button
          type="button"
          onClick={onEnd}
          className="ml-auto inline-flex h-7 flex-none items-center gap-1.5 rounded-full bg-[#f0e4d3] px-3 font-semibold text-[#221b16] hover:bg-white"
        >
          <ArrowDown size={14} aria-hidden="true" /> {plural(newLines, 'new line')}
        </button>
      )}
    </div>
  );
}

function Now({ attempt, log, queue, connection }: Omit<NowLineProps, 'newLines' | 'onEnd'>) {
  const now = useNow(1000);
  const queued = attempt.status === 'QUEUED';
  const took = elapsed(queued ? attempt.queued_at : (log.phaseSince ?? attempt.started_at), now);
  const silent = elapsed(log.lastTs, now) ?? 0;
  const { text, tone } = activityOf(attempt);
  const doing = queued ? queuedWords(queue) : text;
  return (
    <>
      <PulseDot tone={tone} />
      <span className="min-w-0 truncate">
        {connection === 'lost' ? 'Connection lost: what follows comes when it is back' : doing}
      </span>
      {took !== null && <span className="flex-none tabular-nums">{clock(took)}</span>}
      {!queued && silent > SILENT_AFTER_MS && (
        <span className="truncate max-sm:hidden">· nothing printed for {clock(silent)}</span>
      )}
    </>
  );
}
