import type { AttemptEvent } from '../../contracts/attempt-event.js';
import type {
  AgentEvent,
  OutputRecord,
  RecordBody,
  RunRecord,
  StepCommand,
  StopReason,
} from '../../platform/process/run-protocol/run-record.js';
import { newEvent, type NewEvent } from '../events/event-rows.js';

/** The events that one record becomes; most become one, bookkeeping becomes none. */
export function toEvents(record: RunRecord, runId: string): NewEvent[] {
  const ts = new Date(record.at);
  if (isOutput(record)) return [outputEvent(record, runId, ts)];
  const event = toEvent(record, runId);
  return event ? [newEvent(event, ts)] : [];
}

type RarerRecord = Exclude<RecordBody, OutputRecord>;

const isOutput = (record: RunRecord): record is RunRecord & OutputRecord =>
  record.kind === 'stdout' || record.kind === 'stderr';

function toEvent(record: RarerRecord, runId: string): AttemptEvent | undefined {
  const log = (level: 'INFO' | 'WARN', message: string): AttemptEvent => ({
    kind: 'LOG',
    payload: { level, message, stream: null, run_id: runId },
  });
  switch (record.kind) {
    case 'step_started':
      return commandEvent(record.command);
    case 'step_exited': {
      if (record.error !== undefined) return log('WARN', `${record.step} could not be run: ${record.error}`);
      return commandEvent(record.command, { exit_code: record.code, duration_ms: record.durationMs });
    }
    case 'step_skipped':
      return log('INFO', `${record.step} was skipped`);
    case 'agent_event':
      return withRunId(record.event, runId);
    case 'throttled':
      return log(
        'WARN',
        `${record.lines} lines (${record.bytes} bytes) came too fast and are only in the log file`,
      );
    case 'disk_was_full':
      return log(
        'WARN',
        `The disk was full; the output waited for ${Math.round(record.durationMs / 1000)} s`,
      );
    case 'raw_log_stopped':
      return log('WARN', `The log file of ${record.step} ends early: ${record.reason}`);
    case 'network_refused':
      return log('WARN', record.message);
    case 'stop_requested':
      return log('WARN', record.detail ? `${record.detail}: stopping` : STOP_MESSAGES[record.reason]);
    case 'request':
      return { kind: 'REQUEST', payload: record.request };
    case 'unanswered':
      return {
        kind: 'REQUEST',
        payload: { request_id: record.requestId, answered_by: record.by, decision: 'deny' },
      };
    case 'waiting':
      return log('WARN', waitingMessage(record));
    case 'session':
    case 'turn_began':
    case 'task_list':
    case 'run_started':
    case 'input_closed':
    case 'answered':
    case 'exit':
      return undefined;
  }
}

const STOP_MESSAGES: Record<StopReason, string> = {
  cancelled: 'Cancelled: stopping',
  budget_exceeded: 'A budget is used up: stopping',
  runtime_limit: 'The time budget is used up: stopping',
  memory_limit: 'The memory limit is exceeded: stopping. LIMIT_MEMORY_MIB of the server raises it.',
  process_limit: 'The limit of processes is reached: stopping. LIMIT_PROCESSES of the server raises it.',
  file_limit: 'The limit of the size of a file is reached: stopping. LIMIT_FILE_MIB of the server raises it.',
  orphaned: 'No server was there for 10 minutes: stopping',
  output_limit: 'The output limit is reached: stopping',
  disk_full: 'The disk stayed full: stopping',
  runner_terminated: 'The runner was asked to end: stopping',
};

const waitingMessage = ({ until, message }: { until: number | null; message: string }): string =>
  until === null
    ? 'Going on'
    : `${message.replace(/[.\s]+$/, '')}. The agent goes on at ${new Date(until).toISOString()}.`;

/** One per line of output, so its JSON is put together by hand. */
function outputEvent(record: OutputRecord, runId: string, ts: Date): NewEvent {
  const cut = record.omittedBytes === undefined ? '' : `,"truncated_bytes":${record.omittedBytes}`;
  const payload = `{"level":"INFO","message":${JSON.stringify(record.text)},"stream":"${record.kind}","run_id":"${runId}"${cut}}`;
  return { ts, kind: 'LOG', payload };
}

function commandEvent(
  command: StepCommand | undefined,
  outcome: { exit_code?: number | null; duration_ms?: number } = {},
): AttemptEvent | undefined {
  return command && { kind: 'COMMAND', payload: { ...command, ...outcome } };
}

function withRunId(event: AgentEvent, runId: string): AttemptEvent {
  if (event.kind === 'LOG') return { kind: 'LOG', payload: { ...event.payload, run_id: runId } };
  if (event.kind === 'MESSAGE') return { kind: 'MESSAGE', payload: { ...event.payload, run_id: runId } };
  return event;
}
