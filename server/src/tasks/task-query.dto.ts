import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, IsUUID, Length, Max, Min, ValidateIf } from 'class-validator';
import {
  TASK_PRIORITIES,
  TASK_STATUSES,
  type TaskPriority,
  type TaskStatus,
} from '../contracts/task-status.js';
import { IfPresent } from '../platform/http/if-present.js';
import { toBoolean, toList } from '../platform/http/transforms.js';
import { normaliseLabels } from './task-labels.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

const toLabel = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? (normaliseLabels([value])[0] ?? value) : value;

const toLimit = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && value !== 'all' && value !== '' ? Number(value) : value;

export class TaskQuery {
  /** One status, or several: repeated, or with commas between them. */
  @ApiProperty({ enum: TASK_STATUSES, isArray: true, required: false })
  @IfPresent()
  @Transform(toList)
  @IsIn(TASK_STATUSES, { each: true })
  status?: TaskStatus[];

  @IfPresent()
  @Transform(toLabel)
  @IsString()
  @Length(1, 40)
  label?: string;

  @IfPresent()
  @IsUUID()
  agent_id?: string;

  @ApiProperty({ enum: TASK_PRIORITIES, required: false })
  @IfPresent()
  @IsIn(TASK_PRIORITIES)
  priority?: TaskPriority;

  /** Looked for in title and description, or a key such as `ANT-12`. */
  @IfPresent()
  @IsString()
  @Length(1, 200)
  q?: string;

  /** Archived cards instead of those on the board. */
  @IfPresent()
  @Transform(toBoolean)
  @IsBoolean()
  archived?: boolean;

  /** How many at most, or `all`. */
  @ApiProperty({
    required: false,
    oneOf: [
      { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
      { type: 'string', enum: ['all'] },
    ],
  })
  @Transform(toLimit)
  @ValidateIf((query: TaskQuery) => query.limit !== 'all')
  @IsInt({ message: `limit must be a whole number from 1 to ${MAX_LIMIT}, or all` })
  @Min(1)
  @Max(MAX_LIMIT)
  limit: number | 'all' = DEFAULT_LIMIT;

  /** `next_cursor` of the page before. */
  @IfPresent()
  @IsString()
  @Length(1, 500)
  cursor?: string;
}
