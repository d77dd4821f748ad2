import { lazy, Suspense, type ReactNode } from 'react';
import { Pill } from '@/components/pill';
import { Loading } from '@/components/state-notes';
import { Tabs } from '@/components/tabs';
import type { Agent, AttemptDetail, Task } from '@/lib/api/types';
import { activityOf, isActive } from '@/lib/attempt-activity';
import { clock, duration } from '@/lib/format/duration';
import { money, tokens } from '@/lib/format/quantity';
import { useNow } from '@/lib/use-now';
import { AttemptActions } from './actions/attempt-actions';
import { ATTEMPT_TABS, type AttemptTab } from './attempt-tabs';
import { GatesPanel } from './gates/gates-panel';
import { SummaryPanel } from './summary/summary-panel';

const LogPanel = lazy(() => import('./log/log-panel'));
const DiffPanel = lazy(() => import('./diff/diff-panel'));

interface AttemptPageProps {
  attempt: AttemptDetail;
  task: Task | undefined;
  agent: Agent | undefined;
  tab: AttemptTab;
  onTab: (tab: AttemptTab) => void;
  onStarted: (attemptId: string) => void;
  /** The way back; routes belong to the app. */
  back: ReactNode;
}

function gateCount(attempt: AttemptDetail): string | undefined {
  if (attempt.gates.length === 0) return undefined;
  const passed = attempt.gates.filter((gate) => gate.status === 'passed' && !gate.stale).length;
  return passed === attempt.gates.length ? `${passed} ✓` : `${passed}/${attempt.gates.length}`;
}

export function AttemptPage({ attempt, task, agent, tab, onTab, onStarted, back }: AttemptPageProps) {
  const lazyPanel = (what: string, panel: ReactNode) => (
    <Suspense fallback={<Loading what={what} />}>{panel}</Suspense>
  );
  return (
    <main className="flex h-full min-h-0 min-w-0 flex-col">
      <header className="flex-none px-5 pt-3.5 pb-2 max-md:px-3.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          {back}
          {task && <span className="code text-subtle">{task.key}</span>}
          <StatePill attempt={attempt} />
          <Facts attempt={attempt} agent={agent} />
        </div>
        <h1 className="title mt-1.5 text-[21px] leading-tight break-words">
          <bdi>{task?.title ?? `Attempt ${attempt.number}`}</bdi>
        </h1>
      </header>
      <Tabs
        label="Attempt"
        value={tab}
        onChange={(value) => onTab(ATTEMPT_TABS.find((entry) => entry === value) ?? 'logs')}
        panelClassName="min-h-0 flex-1"
        tabs={[
          {
            value: 'logs',
            label: 'Logs',
            panel: lazyPanel('the log', <LogPanel key={attempt.id} attempt={attempt} />),
          },
          {
            value: 'diff',
            label: 'Diff',
            count: attempt.diff ? `${attempt.diff.files}` : undefined,
            panel: lazyPanel('the diff', <DiffPanel key={attempt.id} attempt={attempt} />),
          },
          {
            value: 'gates',
            label: 'Gates',
            count: gateCount(attempt),
            panel: <GatesPanel attempt={attempt} />,
          },
          { value: 'summary', label: 'Summary', panel: <SummaryPanel attempt={attempt} /> },
        ]}
      />
      <footer className="flex flex-none flex-wrap items-center justify-end gap-2 border-t bg-raised px-5 py-2.5 max-md:px-3.5">
        <AttemptActions taskId={attempt.task_id} attempt={attempt} onStarted={(next) => onStarted(next.id)} />
      </footer>
    </main>
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

function timeOf(attempt: AttemptDetail, now: number): string | null {
  if (attempt.started_at === null) return null;
  const started = Date.parse(attempt.started_at);
  return attempt.finished_at === null
    ? clock(now - started)
    : duration(Date.parse(attempt.finished_at) - started);
}

function spentOf({ usage }: AttemptDetail): (string | null)[] {
  if (!usage) return [];
  const used = (usage.input_tokens ?? 0) + (usage.output_tokens ?? 0);
  return [usage.cost_usd === null ? null : money(usage.cost_usd), used > 0 ? tokens(used) : null];
}

function Facts({ attempt, agent }: { attempt: AttemptDetail; agent: Agent | undefined }) {
  const now = useNow(isActive(attempt) ? 1000 : null);
  const facts = [agent?.name ?? attempt.agent_name, timeOf(attempt, now), ...spentOf(attempt)];
  return <span className="text-[12.5px] text-muted tabular-nums">{facts.filter(Boolean).join(' · ')}</span>;
}
