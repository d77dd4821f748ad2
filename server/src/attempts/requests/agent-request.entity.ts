import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgentRequest, RequestAnswer } from '../../contracts/agent-request.js';

/** What an agent asked of a person, and the answer once there is one. */
@Entity('agent_requests')
export class AgentRequestEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') attemptId: string;
  @Column('uuid') runId: string;
  @Column('jsonb') request: AgentRequest;
  @Column('timestamptz') askedAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('jsonb', { nullable: true }) answer: RequestAnswer | null;
  /** A user's id, or why nobody was asked any more. */
  @Column('text', { nullable: true }) answeredBy: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
  /** When its runner said that it has the answer. */
  @Column('timestamptz', { nullable: true }) deliveredAt: Date | null;
}
