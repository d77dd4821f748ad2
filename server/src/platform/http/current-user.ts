import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { IncomingMessage } from 'node:http';

/** Who makes the request. */
export interface SignedInUser {
  readonly id: string;
}

const users = new WeakMap<IncomingMessage, SignedInUser>();

/** Called by whoever checks credentials. */
export const setUserOf = (request: IncomingMessage, user: SignedInUser): void =>
  void users.set(request, user);

/** Undefined on routes marked `@Public()`. */
export const userOf = (request: IncomingMessage): SignedInUser | undefined => users.get(request);

/** Parameter decorator: the signed-in user. */
export const CurrentUser = createParamDecorator((_data: unknown, context: ExecutionContext): SignedInUser => {
  const user = userOf(context.switchToHttp().getRequest<IncomingMessage>());
  if (!user) throw new Error('@CurrentUser() on a route that is @Public()');
  return user;
});

export const IS_PUBLIC = 'antfarm:public';
export const PUBLIC_EXTENSION = 'x-public';

/** The route needs no credentials. */
export const Public = () =>
  applyDecorators(SetMetadata(IS_PUBLIC, true), ApiExtension(PUBLIC_EXTENSION, true));
