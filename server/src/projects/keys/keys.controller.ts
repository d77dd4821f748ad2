import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../../platform/http/current-user.js';
import { KeyList, KeyProviderParam, KeyResponse, KeyScopeQuery, StoreKey } from './keys.dto.js';
import { KeysService } from './keys.service.js';

@ApiTags('keys')
@Controller('api/keys')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  /** List stored keys of model providers, without their values */
  @Get()
  list(@CurrentUser() user: SignedInUser, @Query() { project_id }: KeyScopeQuery): Promise<KeyList> {
    return this.keys.list(user.id, project_id);
  }

  /** Store or replace a key; runs of profiles that need it get it, in place of the server's own */
  @Put(':provider')
  store(
    @CurrentUser() user: SignedInUser,
    @Param() { provider }: KeyProviderParam,
    @Query() { project_id }: KeyScopeQuery,
    @Body() { value }: StoreKey,
  ): Promise<KeyResponse> {
    return this.keys.store(user.id, provider, value, project_id ?? null);
  }

  /** Remove a stored key */
  @Delete(':provider')
  @HttpCode(204)
  remove(
    @CurrentUser() user: SignedInUser,
    @Param() { provider }: KeyProviderParam,
    @Query() { project_id }: KeyScopeQuery,
  ): Promise<void> {
    return this.keys.remove(user.id, provider, project_id ?? null);
  }
}
