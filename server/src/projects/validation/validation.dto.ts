import { ApiProperty } from '@nestjs/swagger';

export const CHECK_NAMES = [
  'git_version',
  'repo_reachable',
  'is_repository',
  'has_commits',
  'branch_exists',
  'not_shallow',
  'lfs',
  'command_install',
  'command_test',
  'command_lint',
  'agent_ready',
  'sandbox',
  'disk',
  'github',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export class ValidationCheck {
  @ApiProperty({ enum: CHECK_NAMES })
  name: CheckName;
  ok: boolean;
  detail: string;
  hint: string | null;
}

export class ValidationResponse {
  /** Whether tasks of the project can run. A sandbox that does not work here does not stop them. */
  ok: boolean;
  checks: ValidationCheck[];
}
