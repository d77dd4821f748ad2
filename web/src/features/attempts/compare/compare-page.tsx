import { Suspense, useRef, useState, type ReactNode } from 'react';
import { onDemand } from '@/lib/on-demand';
import { usePreload } from '@/lib/use-preload';
import { Empty } from '@/components/state-notes';
import type { ComparedAttempt, Task } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';
import { plural } from '@/lib/format/quantity';
import { useNow } from '@/lib/use-now';
import { ComparedColumn, ROWS } from './compared-column';
import { rivalsOf, standingOf } from './standing';

const ApproveDialog = onDemand(() => import('../actions/approve-dialog'));
const PickDialog = onDemand(() => import('./pick-dialog'));

interface ComparePageProps {
  task: Task | undefined;
  attempts: readonly ComparedAttempt[];
  /** The way back, and to an attempt's own page; routes belong to the app. */
  back: ReactNode;
  renderLink: (
    attempt: ComparedAttempt,
    tab: 'diff' | 'logs',
    className: string,
    children: ReactNode,
  ) => ReactNode;
  /** To the page where a result that does not merge can be sent back. */
  onAttempt: (attempt: ComparedAttempt) => void;
}

const criteriaOf = (task: Task | undefined) => task?.acceptance_criteria ?? [];

function stateOf(attempts: readonly ComparedAttempt[]): string {
  const picked = attempts.find((attempt) => standingOf(attempt, attempts) === 'picked');
  if (picked) return `Attempt ${picked.number} is picked`;
  const running = attempts.filter(isActive).length;
  return running > 0 ? `${running} of ${attempts.length} still at work` : 'All done: pick one';
}

export function ComparePage({ task, attempts, back, renderLink, onAttempt }: ComparePageProps) {
  const now = useNow(attempts.some(isActive) ? 1000 : null);
  const { open, setOpen, close } = useDialog(attempts);
  usePreload(ApproveDialog, PickDialog);
  return (
    <main className="flex h-full min-h-0 min-w-0 flex-col">
      <header className="flex-none border-b px-5 pt-3.5 pb-3 max-md:px-3.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-[12.5px] text-muted">
          {back}
          {task && <span className="code text-subtle">{task.key}</span>}
          <span>
            {plural(attempts.length, 'attempt')} side by side
            {/* Bound to what is before it: no line begins with it. */}
            {attempts.length > 1 && `\u00a0· ${stateOf(attempts)}`}
          </span>
        </div>
        <h1 className="title mt-1.5 text-[21px] leading-tight break-words">
          <bdi>{task?.title ?? 'Comparison'}</bdi>
        </h1>
      </header>
      {attempts.length === 0 ? (
        <Empty title="Nothing to compare">Run the task with several agents to see them side by side.</Empty>
      ) : (
        <Columns attempts={attempts}>
          {attempts.map((attempt) => (
            <ComparedColumn
              key={attempt.id}
              attempt={attempt}
              all={attempts}
              now={now}
              renderLink={(tab, className, children) => renderLink(attempt, tab, className, children)}
              onPick={() => setOpen({ dialog: 'pick', id: attempt.id })}
            />
          ))}
        </Columns>
      )}
      <Suspense>
        {open?.dialog === 'pick' && (
          <PickDialog
            attempt={open.attempt}
            rivals={rivalsOf(open.attempt, attempts)}
            onClose={close}
            onMerge={() => setOpen({ ...open, dialog: 'approve' })}
          />
        )}
        {open?.dialog === 'approve' && (
          <ApproveDialog
            attempt={open.attempt}
            criteria={criteriaOf(task)}
            mode="merge"
            onClose={close}
            onRequestChanges={() => onAttempt(open.attempt)}
            onRun={() => onAttempt(open.attempt)}
          />
        )}
      </Suspense>
    </main>
  );
}

/** The dialog that is open, with its attempt as it is now. */
function useDialog(attempts: readonly ComparedAttempt[]) {
  const [asked, setOpen] = useState<{ dialog: 'pick' | 'approve'; id: string } | null>(null);
  const attempt = attempts.find(({ id }) => id === asked?.id);
  return { open: asked && attempt ? { ...asked, attempt } : null, setOpen, close: () => setOpen(null) };
}

interface ColumnsProps {
  attempts: readonly ComparedAttempt[];
  children: ReactNode;
}

/** Side by side where there is room; on a phone one at a time, by a swipe or by its name above. */
function Columns({ attempts, children }: ColumnsProps) {
  const strip = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(0);
  const show = (index: number) =>
    strip.current?.scrollTo({
      left: index * strip.current.clientWidth,
      behavior: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth',
    });
  return (
    <>
      <nav
        aria-label="Attempts"
        className="flex flex-none gap-1 overflow-x-auto border-b px-3 py-1.5 md:hidden"
      >
        {attempts.map((attempt, index) => (
          <button
            key={attempt.id}
            type="button"
            aria-current={index === shown}
            onClick={() => show(index)}
            className="h-8 max-w-[180px] flex-none truncate rounded-lg px-2.5 text-[13px] font-[550] text-muted aria-[current=true]:bg-active aria-[current=true]:text-ink"
          >
            {attempt.number} · <bdi>{attempt.agent_name}</bdi>
          </button>
        ))}
      </nav>
      <div
        ref={strip}
        tabIndex={0}
        role="region"
        aria-label="Attempts side by side"
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
          setShown(clientWidth === 0 ? 0 : Math.round(scrollLeft / clientWidth))
        }
        className="thin-scroll min-h-0 flex-1 overflow-auto -outline-offset-2 max-md:snap-x max-md:snap-mandatory"
      >
        <div
          style={{ gridTemplateRows: `repeat(${ROWS}, auto)` }}
          className="grid auto-cols-[minmax(280px,1fr)] grid-flow-col gap-x-3 p-5 max-md:flex max-md:items-start max-md:p-0"
        >
          {children}
        </div>
      </div>
    </>
  );
}
