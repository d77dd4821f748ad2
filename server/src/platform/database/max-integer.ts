/** The largest value of PostgreSQL's `integer`. */
export const MAX_INTEGER = 2 ** 31 - 1;
