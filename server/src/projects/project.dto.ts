import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
  ValidateIf,
} from 'class-validator';
import {
  MERGE_METHODS,
  NETWORK_POLICIES,
  type MergeMethod,
  type NetworkPolicy,
} from '../contracts/attempt-status.js';
import { WORKFLOWS, type Workflow } from '../contracts/task-status.js';
import { IsAllowedHost } from '../platform/http/allowed-host.js';
import { IsBranchName } from '../platform/http/branch-name.js';
import { IfPresent } from '../platform/http/if-present.js';
import { trim } from '../platform/http/transforms.js';
import type { Project } from './project.entity.js';
import {
  BudgetsDto,
  BudgetsInput,
  ColumnLimitsDto,
  ColumnLimitsInput,
  CommandsDto,
  CommandsInput,
  SetupDto,
  SetupInput,
} from './project-settings.dto.js';
import { KNOWLEDGE, type Knowledge } from './project-settings.js';

export class ProjectSettingsInput {
  /** Detected from the repository when absent. */
  @IfPresent()
  @IsString()
  @Length(1, 200)
  @IsBranchName()
  default_branch?: string;

  @ApiProperty({ enum: WORKFLOWS, required: false })
  @IfPresent()
  @IsIn(WORKFLOWS)
  workflow?: Workflow;

  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => CommandsInput)
  commands?: CommandsInput;

  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => SetupInput)
  setup?: SetupInput;

  @IsOptional()
  @IsUUID()
  default_agent_id?: string | null;

  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => BudgetsInput)
  budgets?: BudgetsInput;

  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(100)
  max_concurrent_attempts?: number;

  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => ColumnLimitsInput)
  column_limits?: ColumnLimitsInput;

  @IfPresent()
  @IsBoolean()
  require_green_gates?: boolean;

  @ApiProperty({ enum: MERGE_METHODS, required: false })
  @IfPresent()
  @IsIn(MERGE_METHODS)
  merge_method?: MergeMethod;

  @ApiProperty({ enum: KNOWLEDGE, required: false })
  @IfPresent()
  @IsIn(KNOWLEDGE)
  knowledge?: Knowledge;

  @ApiProperty({ enum: NETWORK_POLICIES, required: false })
  @IfPresent()
  @IsIn(NETWORK_POLICIES)
  network?: NetworkPolicy;

  /**
   * Hosts that runs reach when `network` is `proxy`: `example.com`, `*.example.com`, either with `:port`. Only public
   * addresses are reached.
   */
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(500)
  @IsAllowedHost({ each: true })
  network_allow?: string[];
}

export class CreateProject extends ProjectSettingsInput {
  @Transform(trim)
  @IsString()
  @Length(1, 100)
  name: string;

  /** Exactly one of `repo_url` and `local_path`. */
  @IsOptional()
  @Transform(trim)
  @IsString()
  @Length(1, 2000)
  repo_url?: string | null;

  /** The absolute path of a repository on the server's machine. */
  @IsOptional()
  @Transform(trim)
  @IsString()
  @Length(1, 2000)
  local_path?: string | null;
}

export class UpdateProject extends ProjectSettingsInput {
  @IfPresent()
  @Transform(trim)
  @IsString()
  @Length(1, 100)
  name?: string;

  /** The version that the change is meant for; a stale one is refused with 409. */
  @IfPresent()
  @IsInt()
  version?: number;
}

export class SetRepoToken {
  /** Null takes the stored token away. */
  @ApiProperty({ type: String, nullable: true })
  @ValidateIf((_, token) => token !== null)
  @IsString()
  @Length(1, 4000)
  @Matches(/^\S+$/, { message: 'token must not contain white space' })
  token: string | null;
}

export class ProjectResponse {
  id: string;
  owner_id: string;
  name: string;
  /** 2-6 letters; the task keys begin with it. */
  key: string;
  repo_url: string | null;
  local_path: string | null;
  github_repo: string | null;
  github_install_id: number | null;
  default_branch: string;
  @ApiProperty({ enum: WORKFLOWS })
  workflow: Workflow;
  commands: CommandsDto;
  setup: SetupDto;
  default_agent_id: string | null;
  budgets: BudgetsDto;
  max_concurrent_attempts: number;
  column_limits: ColumnLimitsDto;
  require_green_gates: boolean;
  @ApiProperty({ enum: MERGE_METHODS })
  merge_method: MergeMethod;
  @ApiProperty({ enum: KNOWLEDGE })
  knowledge: Knowledge;
  @ApiProperty({ enum: NETWORK_POLICIES })
  network: NetworkPolicy;
  network_allow: string[];
  /** Every label that a task of the project has. */
  labels: string[];
  created_at: string;
  updated_at: string;
  version: number;
}

export class ProjectPage {
  items: ProjectResponse[];
  next_cursor: string | null;
}

export function toProjectResponse(
  project: Project,
  envNames: readonly string[],
  labels: readonly string[],
): ProjectResponse {
  return {
    id: project.id,
    owner_id: project.ownerId,
    name: project.name,
    key: project.key,
    repo_url: project.repoUrl,
    local_path: project.localPath,
    github_repo: project.githubRepo,
    github_install_id: project.githubInstallId,
    default_branch: project.defaultBranch,
    workflow: project.workflow,
    commands: project.commands,
    setup: { ...project.setup, env_names: [...envNames] },
    default_agent_id: project.defaultAgentId,
    budgets: project.budgets,
    max_concurrent_attempts: project.maxConcurrentAttempts,
    column_limits: project.columnLimits,
    require_green_gates: project.requireGreenGates,
    merge_method: project.mergeMethod,
    knowledge: project.knowledge,
    network: project.network,
    network_allow: project.networkAllow,
    labels: [...labels],
    created_at: project.createdAt.toISOString(),
    updated_at: project.updatedAt.toISOString(),
    version: project.version,
  };
}
