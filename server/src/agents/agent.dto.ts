import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PERMISSION_MODES, type PermissionMode } from '../contracts/agent-request.js';
import { NETWORK_POLICIES, type NetworkPolicy } from '../contracts/attempt-status.js';
import { IfPresent } from '../platform/http/if-present.js';
import { trim } from '../platform/http/transforms.js';
import type { Agent } from './agent.entity.js';

export const AGENT_ADAPTERS = ['command', 'claude', 'anthropic', 'acp'] as const;
export type AgentAdapter = (typeof AGENT_ADAPTERS)[number];

export const AGENT_SANDBOXES = ['auto', 'required', 'off', 'container'] as const;
export type AgentSandbox = (typeof AGENT_SANDBOXES)[number];

export const AGENT_ROLES = ['lead', 'dev', 'verifier', 'reviewer'] as const;
export type AgentRole = (typeof AGENT_ROLES)[number];

/** Null means without limit, beside the project's own budgets. */
export class AgentLimitsInput {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(604_800)
  max_runtime_s?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_turns?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_tokens?: number | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  max_cost_usd?: number | null;

  /** Of this profile, over all projects. */
  @IsOptional()
  @IsInt()
  @Min(1)
  max_attempts_per_hour?: number | null;
}

export class AgentLimits {
  max_runtime_s: number | null;
  max_turns: number | null;
  max_tokens: number | null;
  max_cost_usd: number | null;
  /** Of this profile, over all projects. */
  max_attempts_per_hour: number | null;
}

export const NO_LIMITS: AgentLimits = {
  max_runtime_s: null,
  max_turns: null,
  max_tokens: null,
  max_cost_usd: null,
  max_attempts_per_hour: null,
};

class AgentFields {
  /** The known program that the profile was made from, such as `gemini`. */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  preset?: string | null;

  /**
   * Run by `sh -c` in the workspace. With adapter `command` it gets the task on stdin, in AGENT_PROMPT and in the file
   * AGENT_PROMPT_FILE; with `acp` it speaks the Agent Client Protocol, and a preset brings its own. With `claude` it is the whole path of another Claude
   * Code than the one that is found.
   */
  @IsOptional()
  @Transform(trim)
  @IsString()
  @Length(1, 4000)
  command?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  model?: string | null;

  @ApiProperty({ enum: PERMISSION_MODES, required: false })
  @IfPresent()
  @IsIn(PERMISSION_MODES)
  permission_mode?: PermissionMode;

  @ApiProperty({ enum: AGENT_SANDBOXES, required: false })
  @IfPresent()
  @IsIn(AGENT_SANDBOXES)
  sandbox?: AgentSandbox;

  @ApiProperty({ enum: NETWORK_POLICIES, required: false })
  @IfPresent()
  @IsIn(NETWORK_POLICIES)
  network?: NetworkPolicy;

  /** Variables of the server's environment that a run may have. */
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @Matches(/^[A-Za-z_][A-Za-z0-9_]*$/, {
    each: true,
    message: 'each value in env_allow must be the name of a variable, such as OPENAI_API_KEY',
  })
  env_allow?: string[];

  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => AgentLimitsInput)
  limits?: AgentLimitsInput;

  @IsOptional()
  @IsString()
  @Length(0, 50_000)
  instructions?: string | null;

  @IfPresent()
  @IsObject()
  mcp_servers?: Record<string, object>;

  @ApiProperty({ enum: AGENT_ROLES, required: false, nullable: true })
  @IsOptional()
  @IsIn(AGENT_ROLES)
  role?: AgentRole | null;
}

export class CreateAgent extends AgentFields {
  @Transform(trim)
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({ enum: AGENT_ADAPTERS })
  @IsIn(AGENT_ADAPTERS)
  adapter: AgentAdapter;
}

export class UpdateAgent extends AgentFields {
  @IfPresent()
  @Transform(trim)
  @IsString()
  @Length(1, 100)
  name?: string;

  @ApiProperty({ enum: AGENT_ADAPTERS, required: false })
  @IfPresent()
  @IsIn(AGENT_ADAPTERS)
  adapter?: AgentAdapter;

  /** The version that the change is meant for; a stale one is refused with 409. */
  @IfPresent()
  @IsInt()
  version?: number;
}

export class AgentResponse {
  id: string;
  name: string;
  @ApiProperty({ enum: AGENT_ADAPTERS })
  adapter: AgentAdapter;
  preset: string | null;
  command: string | null;
  model: string | null;
  @ApiProperty({ enum: PERMISSION_MODES })
  permission_mode: PermissionMode;
  @ApiProperty({ enum: AGENT_SANDBOXES })
  sandbox: AgentSandbox;
  @ApiProperty({ enum: NETWORK_POLICIES })
  network: NetworkPolicy;
  env_allow: string[];
  limits: AgentLimits;
  instructions: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true })
  mcp_servers: Record<string, object>;
  @ApiProperty({ enum: AGENT_ROLES, nullable: true })
  role: AgentRole | null;
  created_at: string;
  updated_at: string;
  version: number;
}

export class AgentPage {
  items: AgentResponse[];
  next_cursor: string | null;
}

export const toAgentResponse = (agent: Agent): AgentResponse => ({
  id: agent.id,
  name: agent.name,
  adapter: agent.adapter,
  preset: agent.preset,
  command: agent.command,
  model: agent.model,
  permission_mode: agent.permissionMode,
  sandbox: agent.sandbox,
  network: agent.network,
  env_allow: agent.envAllow,
  limits: Object.assign({}, NO_LIMITS, agent.limits),
  instructions: agent.instructions,
  mcp_servers: agent.mcpServers,
  role: agent.role,
  created_at: agent.createdAt.toISOString(),
  updated_at: agent.updatedAt.toISOString(),
  version: agent.version,
});
