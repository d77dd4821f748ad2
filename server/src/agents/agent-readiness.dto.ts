import { ApiProperty } from '@nestjs/swagger';

export const AGENT_FAULTS = ['command', 'program', 'key', 'container'] as const;
export type AgentFault = (typeof AGENT_FAULTS)[number];

export class AgentReadinessItem {
  agent_id: string;
  ok: boolean;
  /** What is missing. */
  @ApiProperty({ enum: AGENT_FAULTS, nullable: true })
  fault: AgentFault | null;
  detail: string;
  hint: string | null;
}

export class AgentReadinessList {
  items: AgentReadinessItem[];
}
