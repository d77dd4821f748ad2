import { Param, ParseUUIDPipe } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

/** Parameter decorator: an id in the path; what is no UUID is refused with 400. */
export const IdParam = (name: string): ParameterDecorator =>
  Param(name, new ParseUUIDPipe({ exceptionFactory: () => notAnId(name) }));

const notAnId = (name: string): DomainError =>
  new DomainError({
    code: 'request.invalid',
    kind: 'malformed',
    detail: `${name} in the path is not an id.`,
    hint: 'Ids are UUIDs, as the API answers them.',
    errors: [{ path: name, message: 'must be a UUID' }],
  });
