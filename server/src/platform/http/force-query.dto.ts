import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';

const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** `?force=true` of a DELETE: cancels and detaches first what is in use. */
export class ForceQuery {
  @Transform(toBoolean)
  @IsBoolean()
  force: boolean = false;
}
