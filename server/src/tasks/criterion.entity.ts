import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CriterionCheck, CriterionEvidence } from './criterion.dto.js';

/** Its columns, as a value. */
export type CriterionRow = Pick<Criterion, keyof Criterion>;

@Entity('criteria')
export class Criterion {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') taskId: string;
  @Column('int') position: number;
  @Column('text') text: string;
  @Column('boolean') done: boolean;
  @Column('jsonb', { nullable: true }) check: CriterionCheck | null;
  @Column('jsonb', { nullable: true }) evidence: CriterionEvidence | null;
}
