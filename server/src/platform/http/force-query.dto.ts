import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { toBoolean } from './transforms.js';

/** `?force=true` of a DELETE: cancels and detaches first what is in use. */
export class ForceQuery {
  @Transform(toBoolean)
  @IsBoolean()
  force: boolean = false;
}
