import type { RunRecord } from '../../platform/process/run-protocol/run-record.js';

/** Characters of the output that are answered. */
export const MAX_OUTPUT = 16 * 1024;
/** Until this much is there nothing is cut off: each cut copies what is kept. */
const MOST_KEPT = 16 * MAX_OUTPUT;

/** What is kept of the records of a trial. */
export interface Heard {
  /** At least its last `MAX_OUTPUT` characters. */
  readonly output: string;
  readonly exitCode: number | null;
  readonly durationMs: number | null;
  /** Why the runner stopped it, if it did; `lost` when the runner ended without a word. */
  readonly stopped: string | null;
  /** Why the step could not be run at all. */
  readonly error: string | null;
}

export const NOTHING_HEARD: Heard = {
  output: '',
  exitCode: null,
  durationMs: null,
  stopped: 'lost',
  error: null,
};

export const hear = (before: Heard, records: readonly RunRecord[]): Heard => records.reduce(hearOne, before);

function hearOne(heard: Heard, record: RunRecord): Heard {
  switch (record.kind) {
    case 'stdout':
    case 'stderr':
      return { ...heard, output: append(heard.output, record.text) };
    case 'agent_event':
      // An adapter hands on what the agent says as messages; a program says it on stdout.
      return record.event.kind === 'MESSAGE'
        ? { ...heard, output: append(heard.output, record.event.payload.text) }
        : heard;
    case 'waiting':
      return record.until === null ? heard : { ...heard, output: append(heard.output, record.message) };
    case 'step_exited':
      return {
        ...heard,
        exitCode: record.code,
        durationMs: record.durationMs,
        error: record.error ?? null,
        output: record.result?.ok === false ? append(heard.output, record.result.message) : heard.output,
      };
    case 'exit':
      return { ...heard, stopped: record.reason ?? null };
    default:
      return heard;
  }
}

function append(output: string, line: string): string {
  const text = output === '' ? line : `${output}\n${line}`;
  return text.length > MOST_KEPT ? text.slice(-MAX_OUTPUT) : text;
}
