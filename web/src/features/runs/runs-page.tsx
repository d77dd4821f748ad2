import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { ProblemNote } from '@/components/problem-note';
import { SectionTitle } from '@/components/section-title';
import { Empty, Failed, Loading } from '@/components/state-notes';
import { SETTLED_STATUSES } from '@contracts/attempt-status';
import type { Agent, ProjectAttempt, Task } from '@/lib/api/types';
import { runHistoryQuery, runsUnderWayQuery, type RunFilters } from './api/get-runs';
import { RunRow, type RenderRunLink } from './run-row';

const STATUS_WORDS: Record<(typeof SETTLED_STATUSES)[number], string> = {
  REVIEW_READY: 'Ready for review',
  PR_CREATED: 'Pull request open',
  APPROVED_MERGED: 'Merged',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
};
const STATUS_OPTIONS = SETTLED_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }));

export interface SettledFilters extends RunFilters {
  status?: (typeof SETTLED_STATUSES)[number] | undefined;
}

interface RunsPageProps {
  projectId: string;
  tasks: readonly Task[];
  agents: readonly Agent[];
  filters: SettledFilters;
  onFilters: (filters: SettledFilters) => void;
  renderLink: RenderRunLink;
}

export function RunsPage(props: RunsPageProps) {
  const { projectId, agents, filters, onFilters } = props;
  const underWay = useQuery(runsUnderWayQuery(projectId));
  const history = useInfiniteQuery(runHistoryQuery(projectId, filters));
  const error = underWay.error ?? history.error;
  const retry = () => void Promise.all([underWay.refetch(), history.refetch()]);
  return (
    <main className="thin-scroll h-full overflow-y-auto px-5 py-4 max-md:px-3.5">
      <div className="mx-auto max-w-5xl">
        <header className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="title text-[21px]">Runs</h1>
          <Filters agents={agents} filters={filters} onChange={onFilters} />
        </header>
        {underWay.data && history.data ? (
          <>
            <UnderWay {...props} runs={underWay.data} />
            <section aria-label="History">
              <SectionTitle level={2}>History</SectionTitle>
              <History {...props} runs={history.data.pages.flatMap(({ items }) => items)} />
              {history.isFetchNextPageError && <ProblemNote error={history.error} />}
              {history.hasNextPage && (
                <More loading={history.isFetchingNextPage} onMore={() => void history.fetchNextPage()} />
              )}
            </section>
          </>
        ) : error ? (
          <Failed what="the runs" error={error} onRetry={retry} />
        ) : (
          <Loading what="the runs" />
        )}
      </div>
    </main>
  );
}

const isFiltered = ({ status, agent }: SettledFilters): boolean =>
  status !== undefined || agent !== undefined;

interface FiltersProps {
  agents: readonly Agent[];
  filters: SettledFilters;
  onChange: (filters: SettledFilters) => void;
}

function Filters({ agents, filters, onChange }: FiltersProps) {
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      <Choice
        name="Outcome"
        value={filters.status}
        options={STATUS_OPTIONS}
        onPick={(value) =>
          onChange({ ...filters, status: SETTLED_STATUSES.find((status) => status === value) })
        }
      />
      <Choice
        name="Agent"
        value={filters.agent}
        options={agents.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(agent) => onChange({ ...filters, agent })}
      />
      {isFiltered(filters) && (
        <Button look="ghost" size="small" onClick={() => onChange({})}>
          <X size={13} aria-hidden="true" /> Clear
        </Button>
      )}
    </div>
  );
}

type ListProps = RunsPageProps & { runs: readonly ProjectAttempt[] };

function RunList({ label, runs, tasks, agents, renderLink }: ListProps & { label: string }) {
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  // Cards alone know what an agent said last.
  const said = new Map(tasks.map(({ latest_attempt: latest }) => [latest?.id, latest?.activity]));
  return (
    <ol aria-label={label} className="flex flex-col gap-1.5">
      {runs.map((run) => (
        <RunRow
          key={run.id}
          run={run}
          agentName={names.get(run.agent_id ?? '') ?? run.agent_name}
          activity={said.get(run.id) ?? null}
          renderLink={renderLink}
        />
      ))}
    </ol>
  );
}

function UnderWay({ runs, ...props }: ListProps) {
  const wanted = runs.filter((run) => (props.filters.agent ?? run.agent_id) === run.agent_id);
  const running = wanted.filter(({ status }) => status !== 'QUEUED');
  // Who waits longest is next.
  const queued = wanted.filter(({ status }) => status === 'QUEUED').toReversed();
  return (
    <>
      <section aria-label="Running now" className="mb-5">
        <SectionTitle level={2} aside={running.length}>
          Running now
        </SectionTitle>
        {running.length === 0 && <p className="text-[13px] text-subtle">Nothing runs at the moment.</p>}
        <RunList {...props} label="Running now" runs={running} />
      </section>
      {queued.length > 0 && (
        <section aria-label="Queued" className="mb-5">
          <SectionTitle level={2} aside={queued.length}>
            Queued
          </SectionTitle>
          <RunList {...props} label="Queued" runs={queued} />
        </section>
      )}
    </>
  );
}

function History(props: ListProps) {
  if (props.runs.length > 0) return <RunList {...props} label="History" />;
  return isFiltered(props.filters) ? (
    <Empty title="No run matches">Clear the filters to see them all.</Empty>
  ) : (
    <Empty title="No runs yet">
      Run a task from its card; every attempt is listed here with how it ended.
    </Empty>
  );
}

/** Asks for the next page when it comes into sight; the keyboard has a button. */
function More({ loading, onMore }: { loading: boolean; onMore: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const ask = useEffectEvent(() => {
    if (!loading) onMore();
  });
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && ask(),
      { rootMargin: '400px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className="mt-3 grid place-items-center">
      <Button disabled={loading} onClick={onMore}>
        {loading ? 'Loading…' : 'Show more'}
      </Button>
    </div>
  );
}
