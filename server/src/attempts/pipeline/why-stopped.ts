import type { StopReason } from '../../platform/process/run-protocol/run-record.js';
import type { RunOutcome, StepOutcome } from '../runs/run.entity.js';

/** Why a run was stopped by its runner; to stand behind who ran. */
export const STOPPED: Record<StopReason, string> = {
  cancelled: 'was cancelled.',
  runtime_limit: 'took more time than it has.',
  budget_exceeded: 'used up a budget.',
  memory_limit: 'used more memory than a run may have. LIMIT_MEMORY_MIB of the server raises the limit.',
  process_limit: 'had more processes than a run may have. LIMIT_PROCESSES of the server raises the limit.',
  file_limit: 'wrote a larger file than a run may write. LIMIT_FILE_MIB of the server raises the limit.',
  output_limit: 'wrote more output than is kept.',
  disk_full: 'was stopped: the disk stayed full.',
  orphaned: 'was stopped while no server was there.',
  runner_terminated: 'was stopped because its runner was ended.',
};

/** As shells and bubblewrap say SIGXFSZ. */
const FILE_TOO_LARGE = 128 + 25;

/** Why the step of a run had no end of its own: words to stand behind who ran; null where it had one. */
export function whyStopped({ reason, steps }: RunOutcome, name: string): string | null {
  if (reason !== null) return STOPPED[reason];
  const step = steps[name];
  if (step?.error) return `could not be run: ${step.error}`;
  return step && madeTooLargeAFile(step) ? STOPPED.file_limit : null;
}

/** A file that was made that large at one stroke was not made at all: the system ended the step. */
export const madeTooLargeAFile = ({ code, signal }: StepOutcome): boolean =>
  code === FILE_TOO_LARGE || signal === 'SIGXFSZ';
