import type { Attempt, MergePreview } from '@/lib/api/types';
import { urls } from '@/lib/paths';
import { Paths } from './readiness-line';

const STATES: Record<MergePreview['overlaps'][number]['status'], string> = {
  QUEUED: 'queued',
  RUNNING: 'running',
  GATES_RUNNING: 'running its gates',
  REVIEW_READY: 'in review',
  PR_CREATED: 'pull request open',
  APPROVED_MERGED: 'merged',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

interface OverlappingAttemptsProps {
  attempt: Attempt;
  overlaps: MergePreview['overlaps'];
}

export function OverlappingAttempts({ attempt, overlaps }: OverlappingAttemptsProps) {
  return (
    <ul className="mt-1 flex flex-col gap-1.5">
      {overlaps.map((overlap) => (
        <li key={overlap.attempt_id}>
          <a
            // In a tab of its own: what was ticked and written here stays.
            href={urls.attemptPage(attempt.project_id, overlap.attempt_id)}
            target="_blank"
            rel="noreferrer"
            className="font-[550] text-accent-text hover:underline"
          >
            {overlap.task_key}, attempt {overlap.number}
            <span className="sr-only"> in a new tab</span>
          </a>{' '}
          <span className="text-muted">{STATES[overlap.status]}</span>
          <Paths paths={overlap.paths} />
        </li>
      ))}
    </ul>
  );
}
