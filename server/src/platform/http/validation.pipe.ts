import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError, type FieldError } from '../errors/domain-error.js';

/** Checks DTOs: unknown properties are refused, each fault names its path. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) =>
      new DomainError({
        code: 'request.invalid',
        kind: 'malformed',
        detail: 'The request has properties that are missing, unknown or of the wrong form.',
        hint: 'See errors: each names a path and what is expected there.',
        errors: errors.flatMap((error) => fieldErrors(error, '')),
      }),
  });

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const path = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, path))];
}
