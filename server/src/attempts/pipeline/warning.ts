import type { AttemptEvent } from '../../contracts/attempt-event.js';

/** A line of the server's own in the attempt's log. */
export const warning = (message: string): AttemptEvent => ({
  kind: 'LOG',
  payload: { level: 'WARN', message, stream: null, run_id: null },
});
