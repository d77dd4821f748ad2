import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SubtaskStatus } from '../contracts/task-status.js';

@Entity('subtasks')
export class Subtask {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') taskId: string;
  /** From 0, without gaps. */
  @Column('int') position: number;
  @Column('text') title: string;
  @Column('text') inputs: string;
  @Column('text') outputs: string;
  @Column('text') testPlan: string;
  @Column('text') status: SubtaskStatus;
  @Column('text', { nullable: true }) threadId: string | null;
}
