import { ATTEMPT_STATUSES, type AttemptStatus } from '../../contracts/attempt-status.js';
import type { ChangedFile } from '../../git/list-changes.js';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min } from 'class-validator';

export class DiffFileQuery {
  @IsString()
  @IsNotEmpty()
  @MaxLength(8_192)
  path: string;

  /** The first hunk to return, from 0. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  hunk?: number = 0;
}

export class DiffStatsDto {
  files: number;
  additions: number;
  deletions: number;
}

export class DiffEntryDto {
  path: string;
  old_path: string | null;
  status: string;
  additions: number;
  deletions: number;
  binary: boolean;
  generated: boolean;
  too_large: boolean;
  /** Another one as soon as either side of the change is another: a mark on the file holds while it stays. */
  fingerprint: string;
}

export const toDiffEntry = ({ oldPath, tooLarge, ...file }: ChangedFile): DiffEntryDto => ({
  path: file.path,
  old_path: oldPath,
  status: file.status,
  additions: file.additions,
  deletions: file.deletions,
  binary: file.binary,
  generated: file.generated,
  too_large: tooLarge,
  fingerprint: file.fingerprint,
});

export class DiffDto {
  base_sha: string;
  head_sha: string;
  stats: DiffStatsDto;
  files: DiffEntryDto[];
}

export class DiffLineDto {
  @ApiProperty({ enum: [' ', '+', '-'] }) t: ' ' | '+' | '-';
  text: string;
  /** The file ends with this line, without a line break. */
  no_newline?: boolean;
}

export class DiffHunkDto {
  old_start: number;
  old_lines: number;
  new_start: number;
  new_lines: number;
  lines: DiffLineDto[];
}

export class DiffFileDto {
  path: string;
  hunks: DiffHunkDto[];
  /** Pass as `hunk` for the rest; null when this is all. */
  next_hunk: number | null;
}

/** Another attempt, under way or in review, that touches the same files. */
export class OverlapDto {
  attempt_id: string;
  task_id: string;
  /** Such as `ANT-12`. */
  task_key: string;
  /** Of the attempt. */
  number: number;
  @ApiProperty({ enum: ATTEMPT_STATUSES, enumName: 'AttemptStatus' }) status: AttemptStatus;
  paths: string[];
}

export class MergePreviewDto {
  clean: boolean;
  conflicts: string[];
  ahead: number;
  behind: number;
  missing_evidence: string[];
  open_comments: number;
  overlaps: OverlapDto[];
}
