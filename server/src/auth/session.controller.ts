import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import { CurrentUser, Public, type SignedInUser } from '../platform/http/current-user.js';
import { RateLimits } from '../platform/http/rate-limit.js';
import { ServerAddress } from '../platform/http/server-address.js';
import { AuthService } from './auth.service.js';
import { MeDto, SignInDto } from './session.dto.js';
import { UsersService } from './users.service.js';

const SESSION_MS = 30 * 24 * 60 * 60 * 1000;

@ApiTags('auth')
@Controller('api')
export class SessionController {
  constructor(
    private readonly auth: AuthService,
    private readonly users: UsersService,
    private readonly address: ServerAddress,
    private readonly limits: RateLimits,
  ) {}

  /** Sign in with the token of a link */
  @Public()
  @Post('session')
  @HttpCode(204)
  async signIn(
    @Body() body: SignInDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.limits.countSignIn(request.ip ?? '');
    const secret = await this.auth.signIn(body.token);
    response.cookie(this.address.cookieName, secret, { ...this.cookieOptions(), maxAge: SESSION_MS });
  }

  /** Sign out */
  @Delete('session')
  @HttpCode(204)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.auth.signOut(request);
    response.clearCookie(this.address.cookieName, this.cookieOptions());
  }

  /** The signed-in user */
  @Get('me')
  me(@CurrentUser() user: SignedInUser): Promise<MeDto> {
    return this.users.me(user.id);
  }

  private cookieOptions(): CookieOptions {
    return {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: this.address.publicUrl.protocol === 'https:',
    };
  }
}
