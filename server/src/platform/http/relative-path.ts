import { ValidateBy, type ValidationOptions } from 'class-validator';

const MAX_LENGTH = 500;

/** A path or glob below the root of a repository, with `/` between its parts: not absolute, no `..`, no NUL. */
export function isRelativePath(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= MAX_LENGTH &&
    !/^(\/|~|[A-Za-z]:)|\0|\\/.test(value) &&
    !value.split('/').includes('..')
  );
}

export const IsRelativePath = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isRelativePath',
      validator: {
        validate: isRelativePath,
        defaultMessage: (context) =>
          `${options?.each === true ? 'each value in ' : ''}${context?.property ?? 'path'} must be a path inside the repository, such as src/app.ts or docs/**: not absolute, without ".."`,
      },
    },
    options,
  );
