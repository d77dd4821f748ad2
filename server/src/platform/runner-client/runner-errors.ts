import type { RefusalReason } from '../process/run-protocol/messages.js';

/** The runner did not come up; `code` is a system error's code such as ENOSPC, or RUN_TAKEN. */
export class RunnerNotStarted extends Error {
  constructor(
    message: string,
    readonly code: string | null,
  ) {
    super(`The runner did not start: ${message}`);
  }
}

const REFUSALS: Record<RefusalReason, string> = {
  unauthorized: 'The runner does not take this server for the one that it belongs to',
  superseded: 'Another server commands the runner now',
  unsupported_protocol: 'The runner belongs to another version of Antfarm, which this one cannot talk to',
  bad_offset: 'The runner has recorded less than what is stored of it already',
  bad_request: 'The runner does not understand this server',
};

/** The runner is there and says no: trying again is pointless. */
export class RequestRefused extends Error {
  constructor(readonly reason: RefusalReason) {
    super(REFUSALS[reason]);
  }
}

/** A server with a higher fence commands this run now: let go of it. */
export class Superseded extends RequestRefused {
  constructor() {
    super('superseded');
  }
}

/** The runner's process is alive but has not answered for a minute. */
export class RunnerUnreachable extends Error {
  constructor(runId: string) {
    super(`The runner of run ${runId} has not answered for too long`);
  }
}
