import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import {
  ISOLATION_KINDS,
  NETWORK_POLICIES,
  type IsolationKind,
  type NetworkPolicy,
} from '../../contracts/attempt-status.js';

export class SayHello {
  /** Runs with this project's environment, keys and network. */
  @IsOptional()
  @IsUUID()
  project_id?: string | null;
}

export class HelloIsolation {
  @ApiProperty({ enum: ISOLATION_KINDS })
  kind: IsolationKind;
  @ApiProperty({ enum: NETWORK_POLICIES })
  network: NetworkPolicy;
  degraded_reason: string | null;
}

export class HelloAnswer {
  /** Whether it ended well. */
  ok: boolean;
  /** What happened, in a sentence. */
  detail: string;
  /** What it wrote, the end of it when that is long, without secrets. */
  output: string;
  exit_code: number | null;
  duration_ms: number;
  /** Null when it could not be started. */
  isolation: HelloIsolation | null;
  /** What to do when it did not end well. */
  hint: string | null;
}
