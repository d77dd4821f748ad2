import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { IdParam } from '../platform/http/id-param.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { CreatedTokenDto, CreateTokenDto, TokenListDto } from './tokens.dto.js';
import { TokensService } from './tokens.service.js';

@ApiTags('auth')
@Controller('api/tokens')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  /** List API tokens */
  @Get()
  list(@CurrentUser() user: SignedInUser, @Query() page: PageQuery): Promise<TokenListDto> {
    return this.tokens.list(user.id, page);
  }

  /** Create an API token */
  @Post()
  @Idempotent()
  create(@CurrentUser() user: SignedInUser, @Body() body: CreateTokenDto): Promise<CreatedTokenDto> {
    return this.tokens.create(user.id, body.name);
  }

  /** Revoke an API token */
  @Delete(':token_id')
  @HttpCode(204)
  remove(@CurrentUser() user: SignedInUser, @IdParam('token_id') tokenId: string): Promise<void> {
    return this.tokens.remove(user.id, tokenId);
  }
}
