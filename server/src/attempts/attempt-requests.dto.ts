import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { toList, trim } from '../platform/http/transforms.js';
import { ATTEMPT_STATUSES, type AttemptStatus, GATES, type GateName } from '../contracts/attempt-status.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { IfPresent } from '../platform/http/if-present.js';
import { MAX_INTEGER } from '../platform/database/max-integer.js';
import { IsBranchName } from '../platform/http/branch-name.js';

export class StartAttemptDto {
  /** The profile to run; else the task's own, else the project's default. */
  @IsOptional()
  @IsUUID()
  agent_id?: string;

  /** The branch to start from and to merge into; the project's default branch if absent. */
  @IsOptional()
  @IsString()
  @MaxLength(250)
  @IsBranchName()
  base_branch?: string;

  /** Several profiles at once, one attempt each, to compare them. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(8)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  agent_ids?: string[];
}

export class RerunGatesDto {
  /** One gate only; install always runs before it, because the checkout is fresh. */
  @IsOptional()
  @IsIn(GATES)
  @ApiProperty({ enum: GATES, enumName: 'GateName', required: false })
  gate?: GateName;
}

export class RequestChangesDto {
  /** What the next attempt should do differently; may be left out when there are `comment_ids`. */
  @IfPresent()
  @Transform(trim)
  @IsString()
  @IsNotEmpty()
  @MaxLength(100_000)
  feedback?: string;

  /** Comments on this attempt's diff that the next attempt is to work on. */
  @IfPresent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  comment_ids?: string[];

  /** Another profile for the next attempt. */
  @IsOptional()
  @IsUUID()
  agent_id?: string;
}

export class OverrideDto {
  /** Why it is right to merge without this evidence; stays on record. */
  @Transform(trim)
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  reason: string;

  /** Exactly the items of `missing_evidence`. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(/^((gate|stale|missing):[\w:-]+|secret:.+)$/s, {
    each: true,
    message: 'must look like gate:lint, stale:test, missing:test or secret:path/of/a/file',
  })
  items: string[];
}

export class ApproveDto {
  @IsIn(['merge', 'pr'])
  @ApiProperty({ enum: ['merge', 'pr'] })
  mode: 'merge' | 'pr';

  @IsOptional()
  @ValidateNested()
  @Type(() => OverrideDto)
  override?: OverrideDto;
}

export class ProjectAttemptsQuery extends PageQuery {
  /** One status, or several: repeated, or with commas between them. */
  @ApiProperty({ enum: ATTEMPT_STATUSES, enumName: 'AttemptStatus', isArray: true, required: false })
  @IsOptional()
  @Transform(toList)
  @IsIn(ATTEMPT_STATUSES, { each: true })
  status?: AttemptStatus[];

  @IsOptional()
  @IsUUID()
  agent_id?: string;
}

export class EventsQuery {
  /** Events after this number. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MAX_INTEGER)
  after?: number;

  /** The last events before this number: a tail to scroll back through. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  before?: number;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  limit?: number = 200;
}
