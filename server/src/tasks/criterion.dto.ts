import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IfPresent } from '../platform/http/if-present.js';
import { IsRelativePath } from '../platform/http/relative-path.js';
import { trim } from '../platform/http/transforms.js';
import type { Criterion } from './criterion.entity.js';

export const CHECK_KINDS = ['command', 'file', 'agent'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** How a criterion is proved: a command that exits 0, a file that exists (and contains a text), or an agent's judgement. */
export class CriterionCheck {
  @ApiProperty({ enum: CHECK_KINDS })
  @IsIn(CHECK_KINDS)
  kind: CheckKind;

  /** With kind `command`. */
  @ValidateIf(({ kind }: CriterionCheck) => kind === 'command')
  @IsString()
  @Length(1, 4000)
  run?: string;

  /** With kind `file`. */
  @ValidateIf(({ kind }: CriterionCheck) => kind === 'file')
  @IsRelativePath()
  path?: string;

  /** With kind `file`. */
  @ValidateIf(({ kind, contains }: CriterionCheck) => kind === 'file' && contains !== undefined)
  @IsString()
  @Length(1, 4000)
  contains?: string;
}

export class CriterionInput {
  @Transform(trim)
  @IsString()
  @Length(1, 2000)
  text: string;

  @IfPresent()
  @IsBoolean()
  done?: boolean;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CriterionCheck)
  check?: CriterionCheck | null;
}

/** In a list that replaces the one before: an `id`, or the same text, says that it is the same criterion. */
export class ListedCriterionInput extends CriterionInput {
  @IfPresent()
  @IsUUID()
  id?: string;
}

export class UpdateCriterion {
  @IfPresent()
  @Transform(trim)
  @IsString()
  @Length(1, 2000)
  text?: string;

  @IfPresent()
  @IsBoolean()
  done?: boolean;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CriterionCheck)
  check?: CriterionCheck | null;
}

export class CriterionEvidence {
  @ApiProperty({ enum: ['passed', 'failed'] })
  status: 'passed' | 'failed';
  tree_sha: string;
  stale: boolean;
  exit_code: number | null;
  output_ref: string | null;
  by: string;
  at: string;
}

export class CriterionResponse {
  id: string;
  text: string;
  done: boolean;
  check: CriterionCheck | null;
  evidence: CriterionEvidence | null;
}

export const toCriterionResponse = ({ id, text, done, check, evidence }: Criterion): CriterionResponse => ({
  id,
  text,
  done,
  check,
  evidence,
});
