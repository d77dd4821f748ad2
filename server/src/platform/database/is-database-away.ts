/** SQLSTATE classes and codes, and system errors, of a connection that broke or cannot be made, and of a database
 * that has no room, is shutting down, or has become read-only. */
const AWAY =
  /^(08...|53...|57P0[123]|25P03|25006|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const AWAY_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable|Query runner already released/i;

/** Whether an error only says that the database cannot be used now: the same will work once it is back. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && AWAY.test(error.code)) return true;
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true;
  return AWAY_MESSAGES.test(error.message) || isDatabaseAway(error.cause);
}
