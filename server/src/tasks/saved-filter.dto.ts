import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsString, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import {
  TASK_CONDITIONS,
  TASK_PRIORITIES,
  TASK_STATUSES,
  type TaskCondition,
  type TaskPriority,
  type TaskStatus,
} from '../contracts/task-status.js';
import { IfPresent } from '../platform/http/if-present.js';
import { trim } from '../platform/http/transforms.js';

export const MAX_FILTERS = 50;

/** Which cards of a board are shown; what is absent is not asked about. */
export class FilterQuery {
  /** Words that a card must have, each somewhere. */
  @IfPresent()
  @Transform(trim)
  @IsString()
  @Length(1, 200)
  q?: string;

  @IfPresent()
  @IsString()
  @Length(1, 40)
  label?: string;

  @ApiProperty({ enum: TASK_STATUSES, required: false })
  @IfPresent()
  @IsIn(TASK_STATUSES)
  status?: TaskStatus;

  /** The id of the agent that the card shows. */
  @IfPresent()
  @IsUUID()
  agent?: string;

  @ApiProperty({ enum: TASK_PRIORITIES, required: false })
  @IfPresent()
  @IsIn(TASK_PRIORITIES)
  priority?: TaskPriority;

  @ApiProperty({ enum: TASK_CONDITIONS, required: false })
  @IfPresent()
  @IsIn(TASK_CONDITIONS)
  is?: TaskCondition;
}

export class CreateFilter {
  @Transform(trim)
  @IsString()
  @Length(1, 60)
  name: string;

  @IsObject()
  @ValidateNested()
  @Type(() => FilterQuery)
  query: FilterQuery;
}

export class UpdateFilter {
  @IfPresent()
  @Transform(trim)
  @IsString()
  @Length(1, 60)
  name?: string;

  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => FilterQuery)
  query?: FilterQuery;

  /** Its place in the list, from 0; the others make room. */
  @IfPresent()
  @IsInt()
  @Min(0)
  @Max(MAX_FILTERS)
  position?: number;
}

export class FilterResponse {
  id: string;
  project_id: string;
  name: string;
  query: FilterQuery;
  /** From 0, without gaps. */
  position: number;
}

export class FilterList {
  items: FilterResponse[];
}
