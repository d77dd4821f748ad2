import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError, type FieldError } from '../errors/domain-error.js';

/** PostgreSQL stores neither: text refuses NUL, jsonb also the halves of surrogate pairs. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const MAX_DEPTH = 32;

/** Checks DTOs: unknown properties are refused, each fault names its path. */
export const validationPipe = (): ValidationPipe =>
  new StorableValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldErrors(error, ''))),
  });

class StorableValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const errors = metadata.type === 'custom' ? [] : storageErrors(value, metadata.data ?? '');
    if (errors.length > 0) throw invalid(errors);
    return super.transform(value, metadata);
  }
}

const invalid = (errors: FieldError[]): DomainError =>
  new DomainError({
    code: 'request.invalid',
    kind: 'malformed',
    detail: 'The request has properties that are missing, unknown or of the wrong form.',
    hint: 'See errors: each names a path and what is expected there.',
    errors,
  });

function storageErrors(value: unknown, path: string, depth = 0): FieldError[] {
  if (depth > MAX_DEPTH) return [{ path, message: `must not be nested deeper than ${MAX_DEPTH} levels` }];
  if (typeof value === 'string') return textErrors(value, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const memberPath = pathOf(path, name);
    return [...textErrors(name, memberPath), ...storageErrors(member, memberPath, depth + 1)];
  });
}

const textErrors = (text: string, path: string): FieldError[] =>
  UNSTORABLE.test(text) ? [{ path, message: 'must not contain NUL or half of a surrogate pair' }] : [];

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const path = pathOf(parent, error.property);
  const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, path))];
}

const pathOf = (parent: string, name: string): string => (parent === '' ? name : `${parent}.${name}`);
