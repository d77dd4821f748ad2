import type { AttemptFailure, DiffStats } from '../attempt.entity.js';

export interface SummaryInput {
  diff: DiffStats | null;
  gates: readonly { gate: string; status: string; exit_code: number | null; baseline: string | null }[];
  failure: AttemptFailure | null;
}

/** The summary of an attempt whose agent said none: files, gates, what remains. Markdown. */
export function summarise({ diff, gates, failure }: SummaryInput): string {
  const red = gates.filter(({ status }) => status !== 'passed');
  const lines = [
    failure ? `The attempt failed: ${failure.message}` : undefined,
    describeDiff(diff),
    ...gates.map(describeGate),
    red.length > 0 ? `What remains: ${red.map(({ gate }) => gate).join(', ')}.` : undefined,
  ];
  return lines.filter(Boolean).join('\n\n');
}

function describeDiff(diff: DiffStats | null): string {
  if (!diff || diff.files === 0) return 'Nothing was changed.';
  const files = diff.files === 1 ? '1 file' : `${diff.files} files`;
  const lines = diff.additions === 1 ? '1 line' : `${diff.additions} lines`;
  return `${files} changed, ${lines} added, ${diff.deletions} removed.`;
}

function describeGate({ gate, status, exit_code, baseline }: SummaryInput['gates'][number]): string {
  const code = exit_code === null || exit_code === 0 ? '' : ` (exit code ${exit_code})`;
  const before = baseline === 'failed' ? ', as it does on the base' : '';
  return `- ${gate}: ${status.replace('_', ' ')}${code}${before}`;
}
