import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { MessageChannel } from './message.dto.js';

/** Parameter decorator: a token is a script's, a cookie the web board's. */
export const RequestChannel = createParamDecorator(
  (_data: unknown, context: ExecutionContext): MessageChannel => {
    const { authorization } = context.switchToHttp().getRequest<IncomingMessage>().headers;
    return authorization === undefined ? 'web' : 'api';
  },
);
