import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CommentState } from '../../contracts/review-comment.js';

/** What the diff of one attempt makes of a comment. */
export type PlaceState = Exclude<CommentState, 'resolved'>;

/** A comment in an attempt: an attempt has the comments that have a place in it. */
@Entity('comment_places')
export class CommentPlaceEntity {
  @PrimaryColumn('uuid') attemptId: string;
  @PrimaryColumn('uuid') commentId: string;
  @Column('text') state: PlaceState;
  /** The file as the attempt's diff names it; null, like the line, when the lines are not there any more. */
  @Column('text', { nullable: true }) path: string | null;
  @Column('int', { nullable: true }) startLine: number | null;
  @Column('int', { nullable: true }) line: number | null;
}
