import { STATUS_CODES } from 'node:http';
import { isDatabaseAway } from '../database/is-database-away.js';
import { DomainError, type DomainErrorKind } from '../errors/domain-error.js';
import { isDiskFull } from '../errors/is-disk-full.js';
import type { ProblemDto } from './problem.dto.js';

const STATUS_OF: Record<DomainErrorKind, number> = {
  malformed: 400,
  invalid: 422,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  out_of_range: 416,
  limit: 429,
};

/** What is known of an error that is not ours: Nest's exceptions and those of the body parser name a status. */
const CODE_OF: Record<number, { code: string; hint?: string }> = {
  400: { code: 'request.malformed', hint: 'Send JSON as /api/docs describes it.' },
  404: { code: 'route.not_found', hint: 'The API is described at /api/docs.' },
  405: { code: 'request.method_not_allowed' },
  413: { code: 'request.too_large', hint: 'Send a smaller body.' },
  415: { code: 'request.unsupported_media_type', hint: 'Send application/json in UTF-8.' },
};

/** The problem document of any error; 500 says nothing of what is inside. */
export function toProblem(error: unknown): ProblemDto {
  if (error instanceof DomainError) return fromDomainError(error);
  if (isDatabaseAway(error)) return databaseAway();
  if (isDiskFull(error)) return diskFull();
  const status = clientErrorStatus(error);
  const known = status === undefined ? undefined : CODE_OF[status];
  if (status === undefined) {
    return {
      ...envelope(500),
      code: 'internal',
      detail: 'Something went wrong in the server.',
      hint: 'Its log has the details under this request_id.',
    };
  }
  return {
    ...envelope(status),
    code: known?.code ?? `request.${status}`,
    detail: error instanceof Error ? error.message : 'The request cannot be answered.',
    ...(known?.hint !== undefined && { hint: known.hint }),
  };
}

const databaseAway = (): ProblemDto => ({
  ...envelope(503),
  code: 'database.away',
  detail: 'The database cannot be used now.',
  hint: 'Agents go on meanwhile. Try again in a moment; /readyz says when everything is back.',
});

const diskFull = (): ProblemDto => ({
  ...envelope(507),
  code: 'disk.full',
  detail: 'There is no room left on the disk of the server.',
  hint: 'Make room where DATA_DIR lies, then try again. Nothing is lost.',
});

function fromDomainError(error: DomainError): ProblemDto {
  return {
    ...error.extra,
    ...envelope(STATUS_OF[error.kind]),
    code: error.code,
    detail: error.message,
    ...(error.hint !== undefined && { hint: error.hint }),
    ...(error.errors !== undefined && { errors: [...error.errors] }),
  };
}

const envelope = (status: number) => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
});

/** A 4xx that Nest's exceptions or the body parser name in `status`. */
function clientErrorStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
