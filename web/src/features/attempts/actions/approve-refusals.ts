import { asProblem } from '@/lib/api/problem';
import { evidenceOfGates } from './evidence-items';

/** What a person can do next, right where the refusal is shown. */
export type WayOn = 'again' | 'look' | 'changes' | 'rerun' | 'run' | 'close' | 'wait';

export interface Refusal {
  title: string;
  wayOn: WayOn;
}

/** Every way in which an approval is refused, or not decided, by the code of its problem. */
export const APPROVE_REFUSALS = {
  'attempt.merge_conflict': { title: 'The change conflicts with the base', wayOn: 'changes' },
  'attempt.base_moved': { title: 'The base branch keeps moving', wayOn: 'again' },
  'attempt.head_moved': { title: 'The result has changed meanwhile', wayOn: 'look' },
  'attempt.checkout_dirty': { title: 'Your own checkout has uncommitted changes', wayOn: 'again' },
  'attempt.checkout_busy': { title: 'Your own checkout is busy', wayOn: 'again' },
  'attempt.evidence': { title: 'Something stands against the change', wayOn: 'rerun' },
  'attempt.override_mismatch': { title: 'The evidence has changed meanwhile', wayOn: 'look' },
  'attempt.closed': { title: 'This attempt is closed', wayOn: 'close' },
  'attempt.merging': { title: 'It is being merged right now', wayOn: 'wait' },
  'attempt.illegal_transition': { title: 'Its state has changed meanwhile', wayOn: 'close' },
  'attempt.nothing_to_merge': { title: 'There is nothing to merge', wayOn: 'run' },
  'attempt.result_gone': { title: 'The result is no longer kept', wayOn: 'run' },
  'attempt.not_found': { title: 'The attempt is gone', wayOn: 'close' },
  'attempt.unrelated_histories': { title: 'The base branch was replaced', wayOn: 'run' },
  'attempt.base_gone': { title: 'The base branch is gone', wayOn: 'again' },
  'attempt.fetch_failed': { title: 'The repository could not be read', wayOn: 'again' },
  'attempt.delivery_failed': { title: 'The repository did not take the merge', wayOn: 'again' },
  'attempt.push_refused': { title: 'The remote refused the merge', wayOn: 'again' },
  'attempt.push_unanswered': { title: 'The merge was sent; the remote has not answered yet', wayOn: 'wait' },
  'attempt.pr_not_configured': { title: 'Pull requests are not set up', wayOn: 'close' },
  'task.guard.not_reviewed': { title: 'The reviewer has not passed this result', wayOn: 'close' },
  'network.offline': { title: 'You are offline', wayOn: 'again' },
  'network.unreachable': { title: 'The server cannot be reached', wayOn: 'again' },
} as const satisfies Record<string, Refusal>;

const KNOWN = new Map<string, Refusal>(Object.entries(APPROVE_REFUSALS));

export function refusalOf(error: unknown): Refusal {
  const problem = asProblem(error);
  const refusal = KNOWN.get(problem.code) ?? { title: 'It was not merged', wayOn: 'again' };
  if (problem.code !== 'attempt.evidence' || evidenceOfGates(problem.list('items')).length > 0)
    return refusal;
  return { ...refusal, wayOn: 'look' }; // no gate helps against a key
}
