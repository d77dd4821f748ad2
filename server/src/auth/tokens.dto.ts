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

export const toTokenDto = (row: TokenRow): TokenDto => ({
  id: row.id,
  name: row.name,
  last4: row.last4,
  created_at: row.created_at.toISOString(),
  last_used_at: row.last_used_at?.toISOString() ?? null,
});
