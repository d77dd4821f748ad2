import type { RunFigures } from '@/lib/api/types';

export type Outcome = keyof RunFigures['outcomes'];
export type Pattern = 'plain' | 'rising' | 'falling' | 'dots' | 'level';

interface OutcomeLook {
  outcome: Outcome;
  word: string;
  fill: string;
  /** Tells neighbours apart without their colours. */
  pattern: Pattern;
}

/** From the bottom of a bar to its top. */
export const OUTCOMES: readonly OutcomeLook[] = [
  { outcome: 'merged', word: 'Merged', fill: 'fill-moss-dot', pattern: 'plain' },
  { outcome: 'review_ready', word: 'Ready for review', fill: 'fill-fig-dot', pattern: 'dots' },
  { outcome: 'superseded', word: 'Changes requested', fill: 'fill-slate-dot', pattern: 'level' },
  { outcome: 'under_way', word: 'Under way', fill: 'fill-lake-dot', pattern: 'plain' },
  { outcome: 'failed', word: 'Failed', fill: 'fill-brick-dot', pattern: 'rising' },
  { outcome: 'cancelled', word: 'Cancelled', fill: 'fill-stone-dot', pattern: 'falling' },
  { outcome: 'discarded', word: 'Discarded', fill: 'fill-ochre-dot', pattern: 'dots' },
  { outcome: 'lost', word: 'Not picked', fill: 'fill-amber-dot', pattern: 'level' },
];

export const FAILURE_WORDS: Record<RunFigures['failures'][number]['reason'], string> = {
  workspace_prepare_failed: 'The workspace could not be prepared',
  agent_not_ready: 'The agent was not ready',
  agent_failed: 'The agent failed',
  agent_timeout: 'The agent ran out of time',
  budget_exceeded: 'The budget was used up',
  rate_limited: 'The provider limited the rate',
  auth_failed: 'It was not signed in, or its key was refused',
  interrupted: 'It was interrupted',
  workspace_lost: 'The workspace was lost',
  disk_full: 'The disk was full',
  handoff_incomplete: 'The handoff was incomplete',
  internal: 'An error inside Antfarm',
};
