import { Suspense, type ReactNode } from 'react';
import { Loading } from '@/components/state-notes';
import { Tabs } from '@/components/tabs';
import type { Agent, AttemptDetail, Task } from '@/lib/api/types';
import { onDemand } from '@/lib/on-demand';
import { usePreload } from '@/lib/use-preload';
import { AttemptActions } from './actions/attempt-actions';
import { AttemptHeader, useNeighbours } from './attempt-header';
import { ATTEMPT_TABS, type AttemptTab } from './attempt-tabs';
import type { DiffPlace } from './diff/diff-place';
import { AnswerPanel } from './requests/answer-panel';
import { WaitingNote } from './requests/waiting-note';
import { useAttemptKeys } from './use-attempt-keys';

const LogPanel = onDemand(() => import('./log/log-panel'));
const DiffPanel = onDemand(() => import('./diff/diff-panel'));
const GatesPanel = onDemand(() => import('./gates/gates-panel'));
const SummaryPanel = onDemand(() => import('./summary/summary-panel'));
const ReviewChip = onDemand(() => import('./comments/review-chip'));

interface AttemptPageProps {
  attempt: AttemptDetail;
  task: Task | undefined;
  agent: Agent | undefined;
  /** All that there are: another may go on with it. */
  agents: readonly Agent[];
  /** Who else of the project is at work, and who waits before this one. */
  queue: { ahead: number; running: number };
  /** The repository that pull requests go to. */
  githubRepo: string | null;
  /** The server is on this machine, and so is the workspace. */
  isLocal: boolean;
  tab: AttemptTab;
  onTab: (tab: AttemptTab) => void;
  /** Where in the diff the address points. */
  place: DiffPlace | null;
  onPlace: (place: DiffPlace) => void;
  /** The lines of the log that the address names. */
  line: string | undefined;
  onLine: (line: string | undefined) => void;
  onAttempt: (attemptId: string) => void;
  onStarted: (attemptId: string) => void;
  /** The way back, and to the attempts beside it; routes belong to the app. */
  back: ReactNode;
  compare: ReactNode;
}

function gateCount(attempt: AttemptDetail): string | undefined {
  if (attempt.gates.length === 0) return undefined;
  const passed = attempt.gates.filter((gate) => gate.status === 'passed' && !gate.stale).length;
  return passed === attempt.gates.length ? `${passed} ✓` : `${passed}/${attempt.gates.length}`;
}

const lazyPanel = (what: string, panel: ReactNode) => (
  <Suspense fallback={<Loading what={what} />}>{panel}</Suspense>
);

export function AttemptPage(props: AttemptPageProps) {
  const { attempt, task, agent, tab, onTab, onAttempt } = props;
  const neighbours = useNeighbours(attempt);
  const { previous, next } = neighbours;
  usePreload(DiffPanel, LogPanel, GatesPanel, SummaryPanel);
  useAttemptKeys({
    onTab,
    onPrevious: previous ? () => onAttempt(previous.id) : null,
    onNext: next ? () => onAttempt(next.id) : null,
  });
  const criteria = task?.acceptance_criteria ?? [];
  const agentName = agent?.name ?? attempt.agent_name;
  // What is asked has all the room that it needs: then the page scrolls, and not its tabs alone.
  const asks = attempt.requests.length > 0;
  return (
    <main className={`flex h-full min-h-0 min-w-0 flex-col ${asks ? 'thin-scroll overflow-y-auto' : ''}`}>
      <AttemptHeader
        attempt={attempt}
        task={task}
        agent={agent}
        isLocal={props.isLocal}
        neighbours={neighbours}
        onAttempt={onAttempt}
        back={
          <>
            {props.back}
            {props.compare}
          </>
        }
      />
      <AnswerPanel attempt={attempt} agentName={agentName} />
      <WaitingNote attempt={attempt} />
      <Tabs
        className={asks ? 'min-h-[320px]' : 'min-h-0'}
        label="Attempt"
        value={tab}
        onChange={(value) => onTab(ATTEMPT_TABS.find((entry) => entry === value) ?? 'logs')}
        panelClassName="min-h-0 flex-1"
        tabs={[
          {
            value: 'logs',
            label: 'Logs',
            panel: lazyPanel(
              'the log',
              <LogPanel
                key={attempt.id}
                attempt={attempt}
                agentName={agentName}
                queue={props.queue}
                line={props.line}
                onLine={props.onLine}
              />,
            ),
          },
          {
            value: 'diff',
            label: 'Diff',
            count: attempt.diff ? `${attempt.diff.files}` : undefined,
            panel: lazyPanel(
              'the diff',
              <DiffPanel key={attempt.id} attempt={attempt} place={props.place} onPlace={props.onPlace} />,
            ),
          },
          {
            value: 'gates',
            label: 'Gates',
            count: gateCount(attempt),
            panel: lazyPanel(
              'the gates',
              <GatesPanel attempt={attempt} criteria={criteria} onWatch={() => onTab('logs')} />,
            ),
          },
          {
            value: 'summary',
            label: 'Summary',
            panel: lazyPanel(
              'the summary',
              <SummaryPanel attempt={attempt} criteria={criteria} onTab={onTab} onAttempt={onAttempt} />,
            ),
          },
        ]}
      />
      <footer className="sticky bottom-0 z-10 flex flex-none flex-wrap items-center gap-2 border-t bg-raised px-5 py-2.5 max-md:px-3.5">
        {attempt.head_sha !== null && (
          <Suspense>
            <ReviewChip attempt={attempt} agentName={agentName} onPlace={props.onPlace} />
          </Suspense>
        )}
        <AttemptActions
          taskId={attempt.task_id}
          attempt={attempt}
          criteria={criteria}
          agents={props.agents}
          githubRepo={props.githubRepo}
          layout="full"
          onStarted={(started) => props.onStarted(started.id)}
        />
      </footer>
    </main>
  );
}
