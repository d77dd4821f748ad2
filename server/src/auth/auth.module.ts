import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthGuard } from './auth.guard.js';
import { AuthService } from './auth.service.js';
import { LocalControlController } from './local-control.controller.js';
import { OwnerService } from './owner.service.js';
import { SessionController } from './session.controller.js';
import { TokensController } from './tokens.controller.js';
import { TokensService } from './tokens.service.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [SessionController, TokensController, LocalControlController],
  providers: [
    AuthService,
    OwnerService,
    TokensService,
    UsersService,
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [AuthService],
})
export class AuthModule {}
