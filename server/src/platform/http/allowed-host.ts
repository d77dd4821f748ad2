import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isAllowedHost } from '../process/network/allowed-host.js';

/** An entry of a list of hosts that a run may reach. */
export const IsAllowedHost = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isAllowedHost',
      validator: {
        validate: (value) => typeof value === 'string' && isAllowedHost(value),
        defaultMessage: (context) =>
          `${options?.each === true ? 'each value in ' : ''}${context?.property ?? 'host'} must be a host such as ` +
          'example.com or *.example.com, with a port where it is not 443 or 80 (example.com:8443): no protocol, no path',
      },
    },
    options,
  );
