import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { assignRequestId } from './request-id.js';

/** One line a request, without headers, query or body: none of a client's secrets are in it. */
export const requestLog = (logger: Logger) =>
  pinoHttp({
    logger,
    genReqId: assignRequestId,
    customAttributeKeys: { req: 'request', res: 'response', responseTime: 'duration_ms' },
    serializers: {
      request: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split('?')[0],
      }),
      response: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    customLogLevel: (request, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      if (response.statusCode >= 400) return 'info';
      return request.method === 'GET' || request.method === 'HEAD' ? 'debug' : 'info';
    },
  });
