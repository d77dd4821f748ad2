import { ApiProperty } from '@nestjs/swagger';
import { AGENT_ADAPTERS, type AgentAdapter } from './agent.dto.js';

export const DETECTION_STATUSES = ['ready', 'needs_auth', 'not_installed'] as const;
export type DetectionStatus = (typeof DETECTION_STATUSES)[number];

export class DetectedAgent {
  preset: string;
  /** The adapter that runs it in this version. */
  @ApiProperty({ enum: AGENT_ADAPTERS })
  adapter: AgentAdapter;
  @ApiProperty({ enum: DETECTION_STATUSES })
  status: DetectionStatus;
  version: string | null;
  /** Runs it without a question: for an agent with the adapter `command`. */
  command: string | null;
  /** Installs it, where it is missing. */
  install: string;
  /** Variables with which a profile of it is signed in, as far as this server can hand them out: for `env_allow`. */
  env_allow: string[];
  detail: string;
  hint: string | null;
}

export class DetectedAgents {
  items: DetectedAgent[];
}
