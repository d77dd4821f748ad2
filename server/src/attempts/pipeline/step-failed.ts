import type { FailureReason } from '../../contracts/attempt-status.js';

/** The attempt cannot go on, for a reason that its user can understand. */
export class StepFailed extends Error {
  constructor(
    readonly reason: FailureReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StepFailed';
  }
}
