import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsTimeZone, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { FAILURE_REASONS, type FailureReason } from '../../contracts/attempt-status.js';

const DEFAULT_DAYS = 14;
const MAX_DAYS = 90;

export class InsightsQuery {
  /** One project; without it all of the user's. */
  @IsOptional()
  @IsUUID()
  project_id?: string;

  /** How many days, today included. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_DAYS)
  @IsOptional()
  days: number = DEFAULT_DAYS;

  /** The IANA time zone in which a day begins and ends. */
  // An offset such as `+02:00` means the opposite to PostgreSQL.
  @Matches(/^[A-Za-z]/, { message: 'tz must be the name of a time zone' })
  @IsTimeZone()
  @MaxLength(64)
  @IsOptional()
  tz: string = 'UTC';
}

/** Each run counts once: how it ended, else what a person made of its result, else that it is not over. */
export class RunOutcomesDto {
  merged: number;
  /** Its result or pull request waits for a person. */
  review_ready: number;
  /** Changes were requested; another run went on from it. */
  superseded: number;
  failed: number;
  cancelled: number;
  discarded: number;
  /** Another run of the same comparison was picked. */
  lost: number;
  under_way: number;
}

export class FailureCountDto {
  @ApiProperty({ enum: FAILURE_REASONS, enumName: 'FailureReason' }) reason: FailureReason;
  runs: number;
}

/** How long agents and gates worked; waiting in the queue and for people does not count. Null where nothing ran. */
export class RunDurationsDto {
  median_ms: number | null;
  p90_ms: number | null;
  total_ms: number | null;
}

export class FirstPassDto {
  /** Runs that were not asked to change an earlier result, whose gates are known. */
  runs: number;
  /** Of these: with every gate green. */
  green: number;
}

export class RunFiguresDto {
  runs: number;
  outcomes: RunOutcomesDto;
  /** Reasons that occurred, the most frequent first. */
  failures: FailureCountDto[];
  duration: RunDurationsDto;
  /** Null where no agent said. */
  input_tokens: number | null;
  /** Null where no agent said. */
  output_tokens: number | null;
  /** What is known; null where no agent said. */
  cost_usd: number | null;
  /** Runs that ended, and whose agent worked without saying what it cost. */
  unknown_cost_runs: number;
  first_pass: FirstPassDto;
  /** Runs that a merged task took; null where nothing was merged. */
  runs_per_merge: number | null;
}

export class DayFiguresDto extends RunFiguresDto {
  @ApiProperty({ format: 'date' }) day: string;
}

export class AgentFiguresDto extends RunFiguresDto {
  /** Null when the profile was deleted. */
  agent_id: string | null;
  agent_name: string;
}

export class AgentDayFiguresDto extends AgentFiguresDto {
  @ApiProperty({ format: 'date' }) day: string;
}

export class ProjectFiguresDto extends RunFiguresDto {
  project_id: string;
  project_name: string;
}

export class ProjectSpendDto {
  project_id: string;
  project_name: string;
  cost_usd: number | null;
  unknown_cost_runs: number;
  /** The project's budget for a day. */
  max_cost_usd_per_day: number | null;
}

export class SpendTodayDto {
  @ApiProperty({ format: 'date' }) day: string;
  /** What is known; null where no agent said. */
  cost_usd: number | null;
  unknown_cost_runs: number;
  projects: ProjectSpendDto[];
}

/** A run belongs to the day on which it began, or was queued if it never did. */
export class InsightsDto {
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ format: 'date' }) to: string;
  tz: string;
  totals: RunFiguresDto;
  /** The same for as many days before `from`. */
  before: RunFiguresDto;
  /** Every day of the period, the earliest first. */
  days: DayFiguresDto[];
  /** The busiest first. */
  agents: AgentFiguresDto[];
  /** Days on which an agent had runs. */
  agent_days: AgentDayFiguresDto[];
  /** The busiest first. */
  projects: ProjectFiguresDto[];
  today: SpendTodayDto;
}
