import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CommentSeverity, DiffSide } from '../../contracts/review-comment.js';
import type { SenderType } from '../../contracts/sender-type.js';

/** What was said of which lines when it was written; where they are by now is in its places. */
@Entity('comments')
export class CommentEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') taskId: string;
  /** On which it was written. */
  @Column('uuid') attemptId: string;
  @Column('text') path: string;
  @Column('text') side: DiffSide;
  @Column('int', { nullable: true }) startLine: number | null;
  @Column('int') line: number;
  @Column('text') code: string;
  @Column('text') body: string;
  @Column('text') severity: CommentSeverity;
  @Column('text') authorType: SenderType;
  /** A person's word, in every attempt. */
  @Column('boolean') resolved: boolean;
  /** The attempt that was last given it to work on. */
  @Column('uuid', { nullable: true }) sentWith: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
  @Column('int') version: number;
}
