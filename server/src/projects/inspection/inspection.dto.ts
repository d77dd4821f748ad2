import { Transform } from 'class-transformer';
import { IsOptional, IsString, Length } from 'class-validator';
import { trim } from '../../platform/http/transforms.js';

export class InspectSource {
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

export class SuggestedCommand {
  run: string;
  /** The file of the repository that suggests it. */
  source: string;
}

export class SuggestedCommands {
  install: SuggestedCommand | null;
  test: SuggestedCommand | null;
  lint: SuggestedCommand | null;
}

export class Inspection {
  /** A name for the project. */
  name: string;
  /** Null when the repository does not say. */
  default_branch: string | null;
  /** At most 200. */
  branches: string[];
  /** Read from the files of the default branch; nothing of them was run. */
  commands: SuggestedCommands;
  warnings: string[];
}
