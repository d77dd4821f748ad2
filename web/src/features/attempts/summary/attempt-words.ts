import type { Attempt, Criterion, MergePreview } from '@/lib/api/types';
import { changedNothing, isActive } from '@/lib/attempt-activity';
import { plural } from '@/lib/format/quantity';
import { isFailing } from '../gates/gate-words';

type Isolation = NonNullable<Attempt['isolation']>;

const KINDS: Record<Isolation['kind'], string> = {
  bubblewrap: 'In a bubblewrap sandbox: it sees its workspace and little else of this machine',
  container: 'In a container of its own',
  process: 'As a plain process of this machine, without a sandbox',
};

const NETWORKS: Record<Isolation['network'], string> = {
  open: 'the network is open',
  proxy: 'the network goes through a proxy',
  none: 'there is no network',
};

export const isolationWords = ({ kind, network }: Isolation): string =>
  `${KINDS[kind]}; ${NETWORKS[network]}.`;

const CLOSED: Record<NonNullable<Attempt['closed']>['reason'], string> = {
  superseded: 'Changes were requested: a later attempt took its place.',
  discarded: 'It was discarded: nobody wants this result.',
  lost_comparison: 'Another attempt was picked when they were compared.',
  pr_closed: 'Its pull request was closed without a merge.',
};

export const closedWords = ({ reason }: NonNullable<Attempt['closed']>): string => CLOSED[reason];

/** Those that neither a check nor a person has found to hold for this result. */
export const unproven = (criteria: readonly Criterion[]): Criterion[] =>
  criteria.filter(({ done, evidence }) =>
    evidence ? evidence.stale || evidence.status === 'failed' : !done,
  );

export const unprovenWords = (count: number): string =>
  `${plural(count, 'acceptance criterion is', 'acceptance criteria are')} not proven`;

/** What is not done yet, or not proven, before the task can be called finished. */
export function remaining(
  attempt: Attempt,
  criteria: readonly Criterion[],
  preview: MergePreview | undefined,
): string[] {
  const undone = unproven(criteria);
  const red = attempt.gates.filter(isFailing);
  const stale = attempt.gates.filter((gate) => gate.stale);
  return [
    ...red.map(({ gate }) => `The ${gate} gate is red.`),
    ...stale.map(({ gate }) => `The result of ${gate} is stale.`),
    preview && preview.open_comments > 0 ? `${plural(preview.open_comments, 'comment')} still open.` : '',
    undone.length > 0 ? `${unprovenWords(undone.length)} yet.` : '',
    preview && !preview.clean ? `It conflicts with ${attempt.base_branch}.` : '',
    preview && preview.clean && preview.behind > 0
      ? `It is ${plural(preview.behind, 'commit')} behind ${attempt.base_branch}.`
      : '',
  ].filter(Boolean);
}

/** What is up to a person now, in one sentence. */
export function nextStep(attempt: Attempt): string {
  if (attempt.closed) return 'Nothing: it is closed.';
  if (isActive(attempt)) return 'It is under way: watch the log, or cancel it.';
  switch (attempt.status) {
    case 'REVIEW_READY':
      return changedNothing(attempt)
        ? 'It changed nothing: request changes, or discard it.'
        : 'Read the diff, then approve it or request changes.';
    case 'PR_CREATED':
      return 'Its pull request is open: merge it there, or request changes.';
    case 'APPROVED_MERGED':
      return `Nothing: it is merged to ${attempt.base_branch}.`;
    case 'FAILED':
      return attempt.failure?.retryable === true
        ? 'Retry it: running it again may help.'
        : 'Look at the log, mend the cause, then retry it.';
    case 'CANCELLED':
      return 'Retry it, or go on from what it left.';
    case 'QUEUED':
    case 'RUNNING':
    case 'GATES_RUNNING':
      return '';
  }
}

export interface Phase {
  name: string;
  ms: number;
}

const between = (from: string | null | undefined, to: string | null | undefined): number | null =>
  typeof from === 'string' && typeof to === 'string' ? Math.max(0, Date.parse(to) - Date.parse(from)) : null;

/** Where the time went, as far as the attempt's own row tells. */
export function phasesOf(attempt: Attempt): Phase[] {
  const first = attempt.runs[0];
  const last = attempt.runs.at(-1);
  const gates = attempt.gates.filter(({ duration_ms: ms }) => ms !== null);
  const phases: { name: string; ms: number | null }[] = [
    { name: 'Waiting in the queue', ms: between(attempt.queued_at, attempt.started_at) },
    { name: 'Preparing and installing', ms: between(attempt.started_at, first?.started_at) },
    { name: 'Agent at work', ms: between(first?.started_at, last?.finished_at) },
    ...gates.map(({ gate, duration_ms: ms }) => ({ name: `Gate ${gate}`, ms })),
  ];
  return phases.flatMap(({ name, ms }) => (ms === null ? [] : [{ name, ms }]));
}
