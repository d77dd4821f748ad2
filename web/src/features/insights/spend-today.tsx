import { useQuery } from '@tanstack/react-query';
import { money, plural } from '@/lib/format/quantity';
import { spendTodayQuery } from './api/get-insights';

/** $25 rather than $25.00: a budget is a round figure. */
const budgetText = (usd: number): string => money(usd).replace(/\.00$/, '');

export default function SpendToday({ projectId }: { projectId: string }) {
  const { data } = useQuery(spendTodayQuery(projectId));
  if (!data) return null;
  const budget = data.projects[0]?.max_cost_usd_per_day ?? null;
  const unknown = data.unknown_cost_runs;
  // Without a run nothing was spent; with runs that do not say, nobody knows.
  const spent = data.cost_usd ?? (unknown > 0 ? null : 0);
  return (
    <section
      aria-label="Spent today"
      className="rounded-[10px] border bg-raised px-2.5 py-2 text-[12.5px] text-muted"
    >
      <p className="flex flex-wrap justify-between gap-x-2">
        <span>Spent today</span>
        <span className="tabular-nums">
          <strong className="font-[650] text-ink">{spent === null ? 'Unknown' : money(spent)}</strong>
          {budget !== null && ` / ${budgetText(budget)}`}
        </span>
      </p>
      {budget !== null && spent !== null && <Budget spent={spent} budget={budget} />}
      {unknown > 0 && (
        <p className="mt-1 text-[11.5px] text-subtle">
          {spent !== null && 'and '}
          {plural(unknown, 'run')} of unknown cost
        </p>
      )}
    </section>
  );
}

function Budget({ spent, budget }: { spent: number; budget: number }) {
  const over = spent > budget;
  return (
    <>
      <div aria-hidden="true" className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-active">
        <div
          className={`h-full rounded-full ${over ? 'bg-brick-dot' : 'bg-ochre-dot'}`}
          style={{ width: `${over ? 100 : (spent / budget) * 100}%` }}
        />
      </div>
      {over && (
        <p className="mt-1 font-[550] text-brick-fg">{money(spent - budget)} over the budget of the day</p>
      )}
    </>
  );
}
