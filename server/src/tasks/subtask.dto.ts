import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { SUBTASK_STATUSES, type SubtaskStatus } from '../contracts/task-status.js';
import { MAX_INTEGER } from '../platform/database/max-integer.js';
import { IfPresent } from '../platform/http/if-present.js';
import { trim } from '../platform/http/transforms.js';
import type { Subtask } from './subtask.entity.js';

export const MAX_SUBTASKS = 100;
export const MAX_TITLE = 300;
export const MAX_TEXT = 20_000;

class SubtaskFields {
  /** What it starts from. */
  @IfPresent()
  @IsString()
  @MaxLength(MAX_TEXT)
  inputs?: string;

  /** What it leaves behind. */
  @IfPresent()
  @IsString()
  @MaxLength(MAX_TEXT)
  outputs?: string;

  /** How it is proved. */
  @IfPresent()
  @IsString()
  @MaxLength(MAX_TEXT)
  test_plan?: string;

  @ApiProperty({ enum: SUBTASK_STATUSES, required: false })
  @IfPresent()
  @IsIn(SUBTASK_STATUSES)
  status?: SubtaskStatus;
}

export class CreateSubtask extends SubtaskFields {
  @Transform(trim)
  @IsString()
  @Length(1, MAX_TITLE)
  title: string;
}

export class UpdateSubtask extends SubtaskFields {
  @IfPresent()
  @Transform(trim)
  @IsString()
  @Length(1, MAX_TITLE)
  title?: string;

  /** Its place among the task's subtasks, counted from 0; the others make room. */
  @IfPresent()
  @IsInt()
  @Min(0)
  @Max(MAX_INTEGER)
  position?: number;
}

export class SubtaskResponse {
  id: string;
  task_id: string;
  position: number;
  title: string;
  inputs: string;
  outputs: string;
  test_plan: string;
  @ApiProperty({ enum: SUBTASK_STATUSES })
  status: SubtaskStatus;
  /** The agent thread that works on it, or did. */
  thread_id: string | null;
}

export class SubtaskPage {
  items: SubtaskResponse[];
  next_cursor: string | null;
}

export const toSubtaskResponse = (subtask: Subtask): SubtaskResponse => ({
  id: subtask.id,
  task_id: subtask.taskId,
  position: subtask.position,
  title: subtask.title,
  inputs: subtask.inputs,
  outputs: subtask.outputs,
  test_plan: subtask.testPlan,
  status: subtask.status,
  thread_id: subtask.threadId,
});

/** The columns that a request names; its place is another matter. */
export function subtaskColumns(input: UpdateSubtask): Partial<Subtask> {
  const columns = {
    title: input.title,
    inputs: input.inputs,
    outputs: input.outputs,
    testPlan: input.test_plan,
    status: input.status,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
