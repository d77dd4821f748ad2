import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IfPresent } from '../platform/http/if-present.js';
import { IsRelativePath } from '../platform/http/relative-path.js';

const DAY_S = 86_400;
const DEFAULT_TIMEOUT_S = 900;

export class CommandDto {
  /** Run by `sh -c` in the root of the workspace. */
  @IsString()
  @Length(1, 4000)
  run: string;

  @IsInt()
  @Min(1)
  @Max(DAY_S)
  timeout_s: number = DEFAULT_TIMEOUT_S;
}

/** A plain string is short for `{run}`; an empty one for none. */
const toCommand = ({ value }: { value: unknown }): unknown => {
  if (typeof value !== 'string') return value;
  return value.trim() === '' ? null : Object.assign(new CommandDto(), { run: value.trim() });
};

const COMMAND_SCHEMA = {
  nullable: true,
  required: false,
  oneOf: [
    { type: 'string' },
    {
      type: 'object',
      required: ['run'],
      properties: {
        run: { type: 'string' },
        timeout_s: { type: 'integer', default: DEFAULT_TIMEOUT_S, minimum: 1, maximum: DAY_S },
      },
    },
  ],
};

export class CommandsInput {
  @ApiProperty(COMMAND_SCHEMA)
  @IsOptional()
  @ValidateNested()
  @Type(() => CommandDto)
  @Transform(toCommand)
  install?: CommandDto | null;

  @ApiProperty(COMMAND_SCHEMA)
  @IsOptional()
  @ValidateNested()
  @Type(() => CommandDto)
  @Transform(toCommand)
  test?: CommandDto | null;

  @ApiProperty(COMMAND_SCHEMA)
  @IsOptional()
  @ValidateNested()
  @Type(() => CommandDto)
  @Transform(toCommand)
  lint?: CommandDto | null;
}

export class CommandsDto {
  install: CommandDto | null;
  test: CommandDto | null;
  lint: CommandDto | null;
}

export class SetupInput {
  /** Run the install command in the workspace before the agent starts. */
  @IfPresent()
  @IsBoolean()
  install_first?: boolean;

  /** Untracked files, as globs, that are copied from `local_path` into each workspace. */
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(100)
  @IsRelativePath({ each: true })
  workspace_files?: string[];
}

export class SetupDto {
  install_first: boolean;
  workspace_files: string[];
  /** The names that were given to `PUT /api/projects/{id}/env`. */
  env_names: string[];
}

/** Null means without limit. */
export class BudgetsInput {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(7 * DAY_S)
  max_runtime_s?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_attempts_per_hour?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_tokens?: number | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  max_cost_usd?: number | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  max_cost_usd_per_day?: number | null;

  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(50)
  max_rounds?: number;
}

export class BudgetsDto {
  max_runtime_s: number | null;
  max_attempts_per_hour: number | null;
  max_tokens: number | null;
  max_cost_usd: number | null;
  max_cost_usd_per_day: number | null;
  max_rounds: number;
}

/** The most cards that a column takes; null takes the limit away. */
export class ColumnLimitsInput {
  @IsOptional()
  @IsInt()
  @Min(1)
  inbox?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  assigned?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  in_progress?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  review?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  done?: number | null;
}

export class ColumnLimitsDto {
  inbox?: number;
  assigned?: number;
  in_progress?: number;
  review?: number;
  done?: number;
}
