import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  TASK_PRIORITIES,
  TASK_STATUSES,
  type TaskPriority,
  type TaskStatus,
} from '../contracts/task-status.js';
import { MAX_INTEGER } from '../platform/database/max-integer.js';
import { IfPresent } from '../platform/http/if-present.js';
import { IsRelativePath } from '../platform/http/relative-path.js';
import { trim } from '../platform/http/transforms.js';
import { ListedCriterionInput } from './criterion.dto.js';
import { normaliseLabels } from './task-labels.js';

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((label) => typeof label === 'string');

const toLabels = ({ value }: { value: unknown }): unknown =>
  isTexts(value) ? normaliseLabels(value) : value;

const toPaths = ({ value }: { value: unknown }): unknown =>
  isTexts(value) ? [...new Set(value.map((path) => path.trim().replace(/^(\.\/)+/, '')))] : value;

/** A plain string is short for `{text}`. */
const toCriteria = ({ value }: { value: unknown }): unknown =>
  Array.isArray(value)
    ? value.map((item: unknown) =>
        typeof item === 'string' ? Object.assign(new ListedCriterionInput(), { text: item.trim() }) : item,
      )
    : value;

class TaskFields {
  @IfPresent()
  @IsString()
  @MaxLength(100_000)
  description?: string;

  @ApiProperty({ enum: TASK_PRIORITIES, required: false })
  @IfPresent()
  @IsIn(TASK_PRIORITIES)
  priority?: TaskPriority;

  /** Points. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1000)
  estimate?: number | null;

  /** Stored trimmed, in lower case, with dashes for gaps, each once. */
  @IfPresent()
  @Transform(toLabels)
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  labels?: string[];

  /** Paths or globs inside the repository. */
  @IfPresent()
  @Transform(toPaths)
  @IsArray()
  @ArrayMaxSize(100)
  @IsRelativePath({ each: true })
  focus_files?: string[];

  /** Replaces the list; what keeps its `id` or its text keeps its evidence. */
  @ApiProperty({
    required: false,
    type: 'array',
    items: { oneOf: [{ type: 'string' }, { $ref: getSchemaPath(ListedCriterionInput) }] },
  })
  @IfPresent()
  @Transform(toCriteria)
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ListedCriterionInput)
  acceptance_criteria?: ListedCriterionInput[];

  @IsOptional()
  @IsUUID()
  agent_id?: string | null;

  /** Tasks of the same project that come first. */
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  depends_on?: string[];
}

@ApiExtraModels(ListedCriterionInput)
export class CreateTask extends TaskFields {
  @Transform(trim)
  @IsString()
  @Length(1, 300)
  title: string;
}

export class CreateTaskInProject extends CreateTask {
  @IsUUID()
  project_id: string;
}

@ApiExtraModels(ListedCriterionInput)
export class UpdateTask extends TaskFields {
  @IfPresent()
  @Transform(trim)
  @IsString()
  @Length(1, 300)
  title?: string;

  /** The version that the change is meant for; a stale one is refused with 409. */
  @IfPresent()
  @IsInt()
  version?: number;
}

/** Where a card goes: below `after_id`, above `before_id`, or at `index`; without any of them to the top. */
export class MoveTask {
  @ApiProperty({ enum: TASK_STATUSES })
  @IsIn(TASK_STATUSES)
  status: TaskStatus;

  /** Directly below this card of the column. */
  @IsOptional()
  @IsUUID()
  after_id?: string | null;

  /** Directly above this card of the column. */
  @IsOptional()
  @IsUUID()
  before_id?: string | null;

  /** Counted from 0 among the other cards of the column. */
  @IfPresent()
  @IsInt()
  @Min(0)
  @Max(MAX_INTEGER)
  index?: number;

  @IfPresent()
  @IsInt()
  version?: number;
}
