import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import {
  COMMENT_SEVERITIES,
  COMMENT_STATES,
  type CommentSeverity,
  type CommentState,
  DIFF_SIDES,
  type DiffSide,
} from '../../contracts/review-comment.js';
import { SENDER_TYPES, type SenderType } from '../../contracts/sender-type.js';
import { MAX_INTEGER } from '../../platform/database/max-integer.js';
import { IfPresent } from '../../platform/http/if-present.js';
import { trim } from '../../platform/http/transforms.js';
import type { CommentEntity } from './comment.entity.js';
import type { CommentPlaceEntity } from './comment-place.entity.js';

const MAX_BODY = 20_000;

export class CreateCommentDto {
  /** A file as the diff names it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(8_192)
  path: string;

  /** `old`: of the file before the change. */
  @ApiProperty({ enum: DIFF_SIDES, enumName: 'DiffSide' })
  @IsIn(DIFF_SIDES)
  side: DiffSide;

  /** The first of several lines. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  start_line?: number | null;

  /** The line, from 1, or the last of several. */
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  line: number;

  @Transform(trim)
  @IsString()
  @Length(1, MAX_BODY)
  body: string;

  @ApiProperty({
    enum: COMMENT_SEVERITIES,
    enumName: 'CommentSeverity',
    required: false,
    default: 'major',
  })
  @IfPresent()
  @IsIn(COMMENT_SEVERITIES)
  severity?: CommentSeverity;
}

const CHOICES = ['open', 'resolved'] as const;

export class UpdateCommentDto {
  @IfPresent()
  @Transform(trim)
  @IsString()
  @Length(1, MAX_BODY)
  body?: string;

  @ApiProperty({ enum: COMMENT_SEVERITIES, enumName: 'CommentSeverity', required: false })
  @IfPresent()
  @IsIn(COMMENT_SEVERITIES)
  severity?: CommentSeverity;

  /** What a person decides; `open` takes back `resolved`, and also what the diff made of it. */
  @ApiProperty({ enum: CHOICES, required: false })
  @IfPresent()
  @IsIn(CHOICES)
  state?: (typeof CHOICES)[number];

  /** Refuses with 409 if the comment was changed since this version. */
  @IfPresent()
  @IsInt()
  version?: number;
}

export class CommentPositionDto {
  path: string;
  @ApiProperty({ enum: DIFF_SIDES, enumName: 'DiffSide' }) side: DiffSide;
  start_line: number | null;
  line: number;
}

export class CommentDto {
  id: string;
  project_id: string;
  task_id: string;
  /** On which it was written. */
  attempt_id: string;
  path: string;
  @ApiProperty({ enum: DIFF_SIDES, enumName: 'DiffSide' }) side: DiffSide;
  start_line: number | null;
  line: number;
  /** The text of the lines when it was written; the beginning, if that is long. */
  code: string;
  body: string;
  @ApiProperty({ enum: COMMENT_SEVERITIES, enumName: 'CommentSeverity' }) severity: CommentSeverity;
  @ApiProperty({ enum: SENDER_TYPES }) author_type: SenderType;
  @ApiProperty({ enum: COMMENT_STATES, enumName: 'CommentState' }) state: CommentState;
  /** The attempt that was last given it to work on. */
  sent_with: string | null;
  /** Where it lies in the diff of `seen_in`; null when its lines are not there any more. */
  position: CommentPositionDto | null;
  /** The attempt whose state and position these are: the one that was asked, else the newest that has the comment. */
  seen_in: string;
  created_at: string;
  updated_at: string;
  version: number;
}

export class CommentListDto {
  items: CommentDto[];
  next_cursor: string | null;
}

export const toCommentDto = (comment: CommentEntity, place: CommentPlaceEntity): CommentDto => ({
  id: comment.id,
  project_id: comment.projectId,
  task_id: comment.taskId,
  attempt_id: comment.attemptId,
  path: comment.path,
  side: comment.side,
  start_line: comment.startLine,
  line: comment.line,
  code: comment.code,
  body: comment.body,
  severity: comment.severity,
  author_type: comment.authorType,
  state: comment.resolved ? 'resolved' : place.state,
  sent_with: comment.sentWith,
  position: positionOf(comment.side, place),
  seen_in: place.attemptId,
  created_at: comment.createdAt.toISOString(),
  updated_at: comment.updatedAt.toISOString(),
  version: comment.version,
});

const positionOf = (
  side: DiffSide,
  { path, startLine, line }: CommentPlaceEntity,
): CommentPositionDto | null =>
  path === null || line === null ? null : { path, side, start_line: startLine, line };
