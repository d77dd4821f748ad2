import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, Length, Matches } from 'class-validator';
import { IfPresent } from '../../platform/http/if-present.js';
import { KEY_PROVIDERS, type KeyProvider } from './key-provider.js';
import type { ProviderKey } from './key.entity.js';

export class KeyProviderParam {
  @ApiProperty({ enum: KEY_PROVIDERS })
  @IsIn(KEY_PROVIDERS)
  provider: KeyProvider;
}

export class KeyScopeQuery {
  /** The key of this project alone, which wins over the one for all projects. */
  @IfPresent()
  @IsUUID()
  project_id?: string;
}

export class StoreKey {
  @IsString()
  @Length(8, 4000)
  @Matches(/^\S+$/, { message: 'value must not contain white space' })
  value: string;
}

export class KeyResponse {
  @ApiProperty({ enum: KEY_PROVIDERS })
  provider: KeyProvider;
  /** Null: for all projects that have none of their own. */
  project_id: string | null;
  /** The end of the key, to tell it from others; the rest is never read back. */
  last4: string;
  created_at: string;
}

export class KeyList {
  items: KeyResponse[];
}

export const toKeyResponse = ({ provider, projectId, last4, createdAt }: ProviderKey): KeyResponse => ({
  provider,
  project_id: projectId,
  last4,
  created_at: createdAt.toISOString(),
});
