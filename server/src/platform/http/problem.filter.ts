import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { requestIdOf } from './request-id.js';
import { toProblem } from './to-problem.js';

/** About what a database needs to start again. */
const AWAY_S = 2;

/** Answers every error of a request as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') {
      this.logger.error({ msg: 'an error outside a request', err: error });
      return;
    }
    const request = host.switchToHttp().getRequest<Request>();
    this.answer(error, request, host.switchToHttp().getResponse<Response>());
  }

  private answer(error: unknown, request: Request, response: Response): void {
    const problem = Object.assign(toProblem(error), { request_id: requestIdOf(request) });
    if (problem.status >= 500) {
      this.logger.error({
        msg: 'request failed',
        request_id: problem.request_id,
        url: request.path,
        err: error,
      });
    }
    if (response.headersSent) {
      response.destroy(); // a body that broke off must not look complete
      return;
    }
    const retryAfterS = problem.status === 503 ? AWAY_S : error instanceof DomainError && error.retryAfterS;
    if (retryAfterS) response.setHeader('Retry-After', String(Math.ceil(retryAfterS)));
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
