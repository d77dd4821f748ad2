import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ArtifactKind } from '../../contracts/attempt-status.js';

@Entity('artifacts')
export class ArtifactEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') attemptId: string;
  @Column('text') kind: ArtifactKind;
  @Column('text') name: string;
  @Column('text') contentType: string;
  /** Bytes. */
  @Column('bigint', { transformer: { from: Number, to: (size: number) => size } }) size: number;
  @Column('text') sha256: string;
  @Column('text') storageKey: string;
  @Column('timestamptz') createdAt: Date;
}
