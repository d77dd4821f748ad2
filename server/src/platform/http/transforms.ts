import type { TransformFnParams } from 'class-transformer';

/** For `@Transform`: a text without white space at its ends. */
export const trim = ({ value }: Pick<TransformFnParams, 'value'>): unknown =>
  typeof value === 'string' ? value.trim() : value;

/** For `@Transform`: what a query says as `true` or `false`. */
export const toBoolean = ({ value }: Pick<TransformFnParams, 'value'>): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** For `@Transform`: what a query repeats, or separates with commas. */
export const toList = ({ value }: Pick<TransformFnParams, 'value'>): unknown =>
  typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value;
