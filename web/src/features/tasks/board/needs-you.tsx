import { Hand } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { DiffSize } from '@/components/diff-size';
import type { Task } from '@/lib/api/types';
import { attentionAction, attentionText, waitingFor, waitingTasks, type WaitingTask } from '@/lib/attention';

interface NeedsYouProps {
  tasks: readonly Task[];
  onGo: (task: WaitingTask) => void;
  /** The way to the whole queue. */
  all: ReactNode;
}

/** The rest is a page away: a strip of a hundred helps nobody. */
const SHOWN = 12;

export function NeedsYou({ tasks, onGo, all }: NeedsYouProps) {
  const waiting = useMemo(() => waitingTasks(tasks), [tasks]);
  if (waiting.length === 0) return null;
  return (
    <section
      aria-label="Needs you"
      tabIndex={0}
      className="flex flex-none items-center gap-2 overflow-x-auto px-[18px] pt-2.5 pb-0.5 -outline-offset-2 [scrollbar-width:none] max-md:px-3.5"
    >
      <h2 className="mr-0.5 flex flex-none items-center gap-[7px] text-[13px] font-[650] text-amber-fg">
        <Hand size={15} aria-hidden="true" /> Needs you
        <span className="min-w-5 rounded-full bg-amber-bg px-1.5 py-px text-center text-[11.5px]">
          {waiting.length}
        </span>
      </h2>
      {waiting.slice(0, SHOWN).map((task) => (
        <Item key={task.id} task={task} onGo={onGo} />
      ))}
      {waiting.length > SHOWN && all}
    </section>
  );
}

function Item({ task, onGo }: { task: WaitingTask; onGo: (task: WaitingTask) => void }) {
  const size = waitingFor(task) === 'review' ? task.latest_attempt?.diff : null;
  return (
    <button
      type="button"
      onClick={() => onGo(task)}
      className="flex h-[34px] flex-none items-center gap-2 rounded-[9px] border bg-raised pr-1.5 pl-2.5 text-[12.5px] whitespace-nowrap hover:bg-hover"
    >
      <span className="code text-subtle">{task.key}</span>
      <span className="font-semibold">{attentionText(task)}</span>
      <span className="sr-only">: {task.title}</span>
      {size && <DiffSize additions={size.additions} deletions={size.deletions} />}
      <span className="rounded-md px-2 py-[3px] font-semibold text-accent-text">{attentionAction(task)}</span>
    </button>
  );
}
