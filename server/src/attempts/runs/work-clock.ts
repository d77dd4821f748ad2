import type { RunRecord } from '../../platform/process/run-protocol/run-record.js';

/** How long a run has worked, by its records: while somebody or a provider is waited for it does not. */
export interface WorkClock {
  readonly worked_ms: number;
  /** Of the last record: milliseconds since the epoch. */
  readonly at: number;
  /** How many are waited for. */
  readonly waits: number;
}

export function clockAfter(before: WorkClock | undefined, records: readonly RunRecord[]): WorkClock {
  let { worked_ms, at, waits } = before ?? { worked_ms: 0, at: records[0]?.at ?? 0, waits: 0 };
  for (const record of records) {
    // The clock of a machine may be set back.
    if (waits === 0) worked_ms += Math.max(0, record.at - at);
    at = record.at;
    waits = Math.max(0, waits + waitsBegun(record));
  }
  return { worked_ms, at, waits };
}

function waitsBegun(record: RunRecord): number {
  switch (record.kind) {
    case 'request':
      return 1;
    case 'answered':
      return record.delivered ? -1 : 0;
    case 'unanswered':
      return -1;
    case 'waiting':
      return record.until === null ? -1 : 1;
    default:
      return 0;
  }
}
