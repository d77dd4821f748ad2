import type { Measurement, Target } from '../figure.js';

/** A quantity of the browser's beside the bound that it is held against. */
export const against = (
  what: string,
  value: number,
  unit: string,
  limit: number,
  target: Target | null,
): Measurement => ({
  what,
  product: { value, unit },
  limit: { value: limit, unit },
  ratio: value / limit,
  target,
});
