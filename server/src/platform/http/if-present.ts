import { ValidateIf } from 'class-validator';

/** The property may be left out; unlike `@IsOptional()`, null is checked like any other value. */
export const IfPresent = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);
