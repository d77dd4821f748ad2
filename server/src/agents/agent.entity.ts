import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PermissionMode } from '../contracts/agent-request.js';
import type { NetworkPolicy } from '../contracts/attempt-status.js';
import type { AgentAdapter, AgentLimits, AgentRole, AgentSandbox } from './agent.dto.js';

@Entity('agents')
export class Agent {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  @Column('text') name: string;
  @Column('text') adapter: AgentAdapter;
  @Column('text', { nullable: true }) preset: string | null;
  @Column('text', { nullable: true }) command: string | null;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text') permissionMode: PermissionMode;
  @Column('text') sandbox: AgentSandbox;
  @Column('text') network: NetworkPolicy;
  @Column('text', { array: true }) envAllow: string[];
  /** Profiles that are older than a limit lack it. */
  @Column('jsonb') limits: Partial<AgentLimits>;
  @Column('text', { nullable: true }) instructions: string | null;
  @Column('jsonb') mcpServers: Record<string, object>;
  @Column('text', { nullable: true }) role: AgentRole | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
  @Column('int') version: number;
}
