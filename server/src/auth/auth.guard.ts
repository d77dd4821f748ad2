import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { IS_PUBLIC, setUserOf } from '../platform/http/current-user.js';
import { AuthService } from './auth.service.js';
import { signInRequired } from './auth.errors.js';

/** Every route needs a signed-in user, unless it is `@Public()`. Sockets were checked at their upgrade. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly auth: AuthService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const request = context.switchToHttp().getRequest<IncomingMessage>();
    const user = await this.auth.authenticate(request);
    if (!user) throw signInRequired();
    setUserOf(request, user);
    return true;
  }
}
