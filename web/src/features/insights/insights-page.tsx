import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Empty, Failed, Loading } from '@/components/state-notes';
import type { Insights, Project } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { PERIODS, type Period } from '@/lib/periods';
import { insightsQuery } from './api/get-insights';
import { Breakdown } from './breakdown';
import { CostChart } from './charts/cost-chart';
import { OutcomesChart } from './charts/outcomes-chart';
import { TimeChart } from './charts/time-chart';
import { FAILURE_WORDS } from './outcomes';
import { Segments } from './segments';
import { Totals } from './totals';

interface InsightsPageProps {
  project: Project;
  days: Period;
  ofAll: boolean;
  onDays: (days: Period) => void;
  onOfAll: (ofAll: boolean) => void;
}

export function InsightsPage({ project, days, ofAll, onDays, onOfAll }: InsightsPageProps) {
  const insights = useQuery({
    ...insightsQuery(ofAll ? null : project.id, days),
    // The old figures stay, dimmed, until the new ones are there.
    placeholderData: keepPreviousData,
  });
  return (
    <main className="thin-scroll h-full overflow-y-auto px-5 py-4 max-md:px-3.5">
      <div className="mx-auto max-w-5xl">
        <header className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="title text-[21px]">Insights</h1>
          <Segments
            label="Period"
            value={String(days)}
            options={PERIODS.map((period) => ({ value: String(period), label: `${period} days` }))}
            onPick={(value) => onDays(PERIODS.find((period) => String(period) === value) ?? days)}
          />
          <Segments
            label="Projects"
            value={ofAll ? 'all' : 'one'}
            options={[
              { value: 'one', label: project.name },
              { value: 'all', label: 'All projects' },
            ]}
            onPick={(value) => onOfAll(value === 'all')}
          />
        </header>
        {insights.data ? (
          <div aria-busy={insights.isPlaceholderData} className="aria-busy:opacity-60">
            <Figures insights={insights.data} />
          </div>
        ) : insights.error ? (
          <Failed what="the insights" error={insights.error} onRetry={() => void insights.refetch()} />
        ) : (
          <Loading what="the insights" />
        )}
      </div>
    </main>
  );
}

function Figures({ insights }: { insights: Insights }) {
  const { totals, before, days, agents, projects } = insights;
  if (totals.runs === 0)
    return (
      <Empty title={`No runs in ${plural(days.length, 'day')}`}>
        {before.runs > 0
          ? `There were ${plural(before.runs, 'run')} in the time before: look further back.`
          : 'Run a task; what became of it, how long it took and what it cost is shown here.'}
      </Empty>
    );
  return (
    <div className="flex flex-col gap-3">
      <Totals now={totals} before={before} />
      <p className="text-xs text-subtle">
        Compared with the {plural(days.length, 'day')} before. Days begin at midnight in{' '}
        {insights.tz.replaceAll('_', ' ')}.
      </p>
      <OutcomesChart days={days} totals={totals} />
      <div className="grid gap-3 lg:grid-cols-2">
        <CostChart days={days} totals={totals} />
        <TimeChart days={days} />
      </div>
      <Failures failures={totals.failures} />
      <Breakdown
        title="By agent"
        of="Agent"
        rows={agents.map((agent) => ({
          key: agent.agent_id ?? agent.agent_name,
          name: agent.agent_id === null ? `${agent.agent_name} (deleted)` : agent.agent_name,
          figures: agent,
        }))}
      />
      <Breakdown
        title="By project"
        of="Project"
        rows={projects.map((entry) => ({
          key: entry.project_id,
          name: entry.project_name,
          figures: entry,
        }))}
      />
    </div>
  );
}

function Failures({ failures }: Pick<Insights['totals'], 'failures'>) {
  if (failures.length === 0) return null;
  return (
    <section aria-label="Why runs failed" className="rounded-xl border bg-card p-3.5">
      <h2 className="title mb-1.5 text-base">Why runs failed</h2>
      <ul className="flex flex-col gap-1 text-[13px]">
        {failures.map(({ reason, runs }) => (
          <li key={reason} className="flex gap-3">
            <span className="w-8 flex-none text-right font-semibold tabular-nums">{runs}</span>
            {FAILURE_WORDS[reason]}
          </li>
        ))}
      </ul>
    </section>
  );
}
