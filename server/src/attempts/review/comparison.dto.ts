import { AttemptDto } from '../attempts.dto.js';

export class ComparedFileDto {
  path: string;
  /** Null while the agent is at work, and when the result is no longer kept. */
  additions: number | null;
  deletions: number | null;
  /** Another one of the compared attempts touches it as well. */
  shared: boolean;
}

export class ComparedAttemptDto extends AttemptDto {
  /** From its start to its end; null until then. */
  duration_ms: number | null;
  /** The first 200. */
  files: ComparedFileDto[];
  /** How many there are; beyond 1,000 only those. */
  files_total: number;
}

export class ComparisonDto {
  /** At most the eight newest. */
  items: ComparedAttemptDto[];
}
