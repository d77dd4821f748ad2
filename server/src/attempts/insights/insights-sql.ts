import { FAILURE_REASONS } from '../../contracts/attempt-status.js';

/** `$1` the user, `$2` a project or null, `$3` the time zone. */
const MINE = `mine as materialized (
    select id, name, budgets ->> 'max_cost_usd_per_day' as daily_budget,
      exists (select from jsonb_each(commands) where value <> 'null') as has_gates
    from projects where owner_id = $1 and ($2::uuid is null or id = $2)
  ), calendar as (select (now() at time zone $3)::date as today)`;

/** As the index has it. */
const BEGUN = 'coalesce(a.started_at, a.queued_at)';

/** Whether a process of an attempt was its agent at work: a command that could be run, a model that took a turn. */
const WORKED = `(r.purpose like 'agent%' and r.spool_offset > 0 and case
      when a.agent ->> 'adapter' = 'command' then r.outcome #>> '{steps,agent,error}' is null
      else (r.outcome ->> 'turns')::int is distinct from 0 end)`;

/** What one run took, of the agents that it had and the gates that followed. By index: most periods have few runs. */
const WORK = `left join lateral (
      select sum(extract(epoch from r.finished_at - r.started_at) * 1000)::float8 as worked_ms,
        sum((r.usage ->> 'input_tokens')::float8) as input_tokens,
        sum((r.usage ->> 'output_tokens')::float8) as output_tokens,
        sum((r.usage ->> 'cost_usd')::numeric) as cost_usd,
        bool_or(${WORKED}) as has_worked
      from runs r where r.attempt_id = a.id
    ) work on true`;
const COST = `coalesce(work.cost_usd, (a.usage ->> 'cost_usd')::numeric)`;
/** Its agent worked, and does not say what that cost. */
const IS_UNKNOWN = `(work.has_worked and ${COST} is null)`;

const OUTCOME = `case
    when a.status = 'APPROVED_MERGED' then 'merged'
    when a.status = 'FAILED' then 'failed'
    when a.status = 'CANCELLED' then 'cancelled'
    when a.closed ->> 'reason' = 'superseded' then 'superseded'
    when a.closed ->> 'reason' = 'lost_comparison' then 'lost'
    when a.closed ->> 'reason' is not null then 'discarded'
    when a.status in ('REVIEW_READY', 'PR_CREATED') then 'review_ready'
    else 'under_way' end`;

const OUTCOMES = [
  'merged',
  'review_ready',
  'superseded',
  'failed',
  'cancelled',
  'discarded',
  'lost',
  'under_way',
] as const;

/** A JSON object that counts the rows by each value of a column. */
const countsOf = (column: string, values: readonly string[]): string =>
  `json_build_object(${values
    .map((value) => `'${value}', count(*) filter (where ${column} = '${value}')`)
    .join(', ')})`;

/**
 * The figures of a period and of the one before it, by day, agent and project, in one pass. `$4` days. `level` is
 * the bits of what a row is not about: 4 a day, 2 an agent, 1 a project.
 */
export const FIGURES = `with ${MINE}, attempt as (
    select a.*, ${OUTCOME} as outcome from attempts a
    where ${BEGUN} >= ((select today from calendar) - 2 * $4::int + 1)::timestamp at time zone $3
  ), run as (
    select (${BEGUN} at time zone $3)::date as day, a.agent_id, coalesce(agents.name, a.agent ->> 'name') as agent_name,
      a.project_id, mine.name as project_name, a.outcome, a.failure ->> 'reason' as failure,
      work.worked_ms, ${COST} as cost_usd, ${IS_UNKNOWN} as is_unknown,
      coalesce(work.input_tokens, (a.usage ->> 'input_tokens')::float8) as input_tokens,
      coalesce(work.output_tokens, (a.usage ->> 'output_tokens')::float8) as output_tokens,
      case when a.parent_attempt_id is null and a.outcome not in ('under_way', 'cancelled')
        then case when a.outcome = 'failed' then case when mine.has_gates then false end
          else (select bool_and(g.status = 'passed') from gate_results g where g.attempt_id = a.id) end
        end as first_green,
      case when a.outcome = 'merged'
        then (select count(*) from attempts t where t.task_id = a.task_id) end as runs_of_task
    from attempt a
    join mine on mine.id = a.project_id
    left join agents on agents.id = a.agent_id
    ${WORK}
  ), dated as (
    select run.*, day > (select today from calendar) - $4::int as is_now from run
  )
  select is_now, grouping(day, agent_name, project_id) as level, day::text,
    agent_id, agent_name, project_id, project_name,
    json_build_object(
      'runs', count(*),
      'outcomes', ${countsOf('outcome', OUTCOMES)},
      'failures', ${countsOf('failure', FAILURE_REASONS)},
      'duration', json_build_object(
        'median_ms', round(percentile_cont(0.5) within group (order by worked_ms)),
        'p90_ms', round(percentile_cont(0.9) within group (order by worked_ms)),
        'total_ms', round(sum(worked_ms))),
      'input_tokens', sum(input_tokens),
      'output_tokens', sum(output_tokens),
      'cost_usd', sum(cost_usd),
      'unknown_cost_runs', count(*) filter (
        where is_unknown and outcome <> 'under_way'),
      'first_pass', json_build_object(
        'runs', count(first_green), 'green', count(*) filter (where first_green)),
      'runs_per_merge', avg(runs_of_task)::float8
    ) as figures
  from dated
  group by is_now, grouping sets (
    (), (day), (agent_id, agent_name), (day, agent_id, agent_name), (project_id, project_name)
  )
  having is_now or grouping(day, agent_name, project_id) = 7
  order by day, count(*) desc, agent_name, project_name`;

/** What today's runs cost so far, by project; `days` is every day of the period (`$4`) that ends today. */
export const SPEND = `with ${MINE}, spent as (
    select a.project_id, sum(${COST}) as cost_usd,
      count(*) filter (
        where ${IS_UNKNOWN} and ${OUTCOME} <> 'under_way') as unknown_cost_runs
    from attempts a join mine on mine.id = a.project_id
    ${WORK}
    where ${BEGUN} >= (select today from calendar)::timestamp at time zone $3
    group by 1
  )
  select
    (select json_agg((today - back)::text order by back desc) from generate_series(0, $4::int - 1) back) as days,
    coalesce((
      select json_agg(json_build_object(
        'project_id', mine.id,
        'project_name', mine.name,
        'cost_usd', spent.cost_usd,
        'unknown_cost_runs', coalesce(spent.unknown_cost_runs, 0),
        'max_cost_usd_per_day', mine.daily_budget::float8) order by mine.name, mine.id)
      from mine left join spent on spent.project_id = mine.id), '[]') as projects,
    (select sum(cost_usd)::float8 from spent) as cost_usd,
    coalesce((select sum(unknown_cost_runs) from spent), 0)::int as unknown_cost_runs
  from calendar`;
