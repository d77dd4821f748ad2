import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CriterionCheck, CriterionEvidence } from './criterion.dto.js';

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
