import { ApiProperty } from '@nestjs/swagger';
import { AGENT_ADAPTERS, type AgentAdapter } from './agent.dto.js';

export const DETECTION_STATUSES = ['ready', 'needs_auth', 'not_installed'] as const;
export type DetectionStatus = (typeof DETECTION_STATUSES)[number];

export class DetectedAgent {
  preset: string;
  /** The adapter that runs it best. */
  @ApiProperty({ enum: AGENT_ADAPTERS })
  adapter: AgentAdapter;
  @ApiProperty({ enum: DETECTION_STATUSES })
  status: DetectionStatus;
  version: string | null;
  /** For the profile; null where the adapter knows how to start it. */
  command: string | null;
  /** Installs it, where it is missing; null for what is part of Antfarm. */
  install: string | null;
  /** Variables with which a profile of it is signed in, as far as this server can hand them out: for `env_allow`. */
  env_allow: string[];
  detail: string;
  hint: string | null;
}

export class DetectedAgents {
  items: DetectedAgent[];
}
