import { Injectable } from '@nestjs/common';
import { DatabaseError, Pool } from 'pg';
import { FAILURE_REASONS, type FailureReason } from '../../contracts/attempt-status.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ProjectsService } from '../../projects/projects.service.js';
import type { InsightsDto, InsightsQuery, RunFiguresDto, SpendTodayDto } from './insights.dto.js';
import { FIGURES, SPEND } from './insights-sql.js';

type Figures = { [Name in keyof RunFiguresDto]: RunFiguresDto[Name] };

/** As the statement answers them: with every reason, also those that did not occur. */
type Counted = Omit<RunFiguresDto, 'failures'> & { failures: Record<FailureReason, number> };

interface FiguresRow {
  is_now: boolean;
  level: number;
  day: string;
  agent_id: string | null;
  agent_name: string;
  project_id: string;
  project_name: string;
  figures: Counted;
}

type SpendRow = Omit<SpendTodayDto, 'day'> & { days: string[] };

/** What a row of figures is about. */
const LEVEL = { total: 7, day: 3, agent: 5, agentDay: 1, project: 6 } as const;
const UNKNOWN_TIME_ZONE = '22023';

@Injectable()
export class InsightsService {
  constructor(
    private readonly pool: Pool,
    private readonly projects: ProjectsService,
  ) {}

  async read({ project_id, days, tz }: InsightsQuery, userId: string): Promise<InsightsDto> {
    if (project_id !== undefined) await this.projects.findOwned(project_id, userId);
    const values = [userId, project_id ?? null, tz, days];
    const [figures, spend] = await Promise.all([
      this.pool.query<FiguresRow>(FIGURES, values),
      this.pool.query<SpendRow>(SPEND, values),
    ]).catch((error: unknown) => {
      throw error instanceof DatabaseError && error.code === UNKNOWN_TIME_ZONE ? badTimeZone(tz) : error;
    });
    const [today] = spend.rows;
    if (!today) throw new Error('There is always a today.');
    return toInsights(tz, figures.rows, today);
  }
}

function toInsights(tz: string, rows: readonly FiguresRow[], { days, ...spend }: SpendRow): InsightsDto {
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) throw new Error('A period has days.');
  const about = (level: number): FiguresRow[] => rows.filter((row) => row.is_now && row.level === level);
  const byDay = new Map(about(LEVEL.day).map(({ day, figures }) => [day, figures]));
  const before = rows.find(({ is_now: isNow }) => !isNow);
  return {
    from,
    to,
    tz,
    totals: toFigures(about(LEVEL.total)[0]?.figures),
    before: toFigures(before?.figures),
    days: days.map((day) => ({ day, ...toFigures(byDay.get(day)) })),
    agents: about(LEVEL.agent).map(({ agent_id, agent_name, figures }) => ({
      agent_id,
      agent_name,
      ...toFigures(figures),
    })),
    agent_days: about(LEVEL.agentDay).map(({ day, agent_id, agent_name, figures }) => ({
      day,
      agent_id,
      agent_name,
      ...toFigures(figures),
    })),
    projects: about(LEVEL.project).map(({ project_id, project_name, figures }) => ({
      project_id,
      project_name,
      ...toFigures(figures),
    })),
    today: { day: to, ...spend },
  };
}

const toFigures = (counted: Counted | undefined): Figures =>
  counted ? { ...counted, failures: toFailures(counted.failures) } : NOTHING;

const toFailures = (counts: Counted['failures']): RunFiguresDto['failures'] =>
  FAILURE_REASONS.map((reason) => ({ reason, runs: counts[reason] }))
    .filter(({ runs }) => runs > 0)
    .sort((a, b) => b.runs - a.runs);

const NOTHING: Figures = {
  runs: 0,
  outcomes: {
    merged: 0,
    review_ready: 0,
    superseded: 0,
    failed: 0,
    cancelled: 0,
    discarded: 0,
    lost: 0,
    under_way: 0,
  },
  failures: [],
  duration: { median_ms: null, p90_ms: null, total_ms: null },
  input_tokens: null,
  output_tokens: null,
  cost_usd: null,
  unknown_cost_runs: 0,
  first_pass: { runs: 0, green: 0 },
  runs_per_merge: null,
};

/** Node knows it and PostgreSQL does not. */
const badTimeZone = (tz: string): DomainError =>
  new DomainError({
    code: 'request.invalid',
    kind: 'malformed',
    detail: `The database does not know the time zone ${tz}.`,
    hint: 'Take an older name of it, such as Europe/Kiev.',
    errors: [{ path: 'tz', message: 'must be a time zone that the database knows' }],
  });
