import { IsString, Length } from 'class-validator';

export interface TokenRow {
  id: string;
  name: string;
  last4: string;
  created_at: Date;
  last_used_at: Date | null;
}

export class CreateTokenDto {
  /** What the token is for. */
  @IsString()
  @Length(1, 100)
  name: string;
}

export class TokenDto {
  id: string;
  name: string;
  /** The end of the token, to tell it from others. */
  last4: string;
  created_at: string;
  last_used_at: string | null;
}

export class CreatedTokenDto extends TokenDto {
  /** Shown this once. */
  token: string;
}

export class TokenListDto {
  items: TokenDto[];
  next_cursor: string | null;
}

export const toTokenDto = ({ id, name, last4, created_at, last_used_at }: TokenRow): TokenDto => ({
  id,
  name,
  last4,
  created_at: created_at.toISOString(),
  last_used_at: last_used_at?.toISOString() ?? null,
});

export const toCreatedTokenDto = (row: TokenRow, token: string): CreatedTokenDto =>
  Object.assign(toTokenDto(row), { token });
