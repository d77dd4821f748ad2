import type { AttemptStatus } from '../contracts/attempt-status.js';
import { KEY_IN } from '../contracts/missing-evidence.js';
import { DomainError } from '../platform/errors/domain-error.js';

const DAY_MS = 86_400_000;

export const attemptNotFound = (id: string): DomainError =>
  new DomainError({ code: 'attempt.not_found', kind: 'not_found', detail: `There is no attempt ${id}.` });

export const illegalTransition = (action: string, status: AttemptStatus): DomainError =>
  new DomainError({
    code: 'attempt.illegal_transition',
    kind: 'conflict',
    detail: `An attempt that is ${status} cannot ${action}.`,
    extra: { status },
  });

export const attemptClosed = (reason: string): DomainError =>
  new DomainError({
    code: 'attempt.closed',
    kind: 'conflict',
    detail: `This attempt is closed (${reason}).`,
    hint:
      reason === 'superseded'
        ? 'Work with the attempt that followed it, or discard that one to reopen this.'
        : 'Start a new attempt.',
    extra: { reason },
  });

export const attemptMerging = (): DomainError =>
  new DomainError({
    code: 'attempt.merging',
    kind: 'conflict',
    detail: 'This attempt is being merged right now.',
    hint: 'Wait for the merge to end; it takes seconds.',
  });

/** `items` as in the merge preview: `<missing|stale|gate>:<gate>`, `secret:<path>`. */
export const evidenceMissing = (items: readonly string[]): DomainError =>
  new DomainError({
    code: 'attempt.evidence',
    kind: 'conflict',
    detail: `This stands against the change: ${items.join(', ')}.`,
    hint: items.every((item) => item.startsWith(KEY_IN))
      ? 'Replace the key and discard the attempt, or override exactly these items with a reason.'
      : 'Rerun the gates, request changes, or override exactly these items with a reason.',
    extra: { items },
  });

export const overrideMismatch = (unknown: readonly string[]): DomainError =>
  new DomainError({
    code: 'attempt.override_mismatch',
    kind: 'invalid',
    detail: `The override names what does not need one: ${unknown.join(', ')}.`,
    hint: 'Name exactly the items of missing_evidence in the merge preview.',
    errors: [{ path: 'override.items', message: 'must name only items that need an override' }],
  });

const MERGE_CONFLICT = 'attempt.merge_conflict';

export const mergeConflict = (files: readonly string[]): DomainError =>
  new DomainError({
    code: MERGE_CONFLICT,
    kind: 'conflict',
    detail: `The change conflicts with the base branch in ${files.join(', ')}.`,
    hint: 'Request changes and ask the agent to resolve the conflict, or resolve it by hand.',
    extra: { files },
  });

const UNRELATED_HISTORIES = 'attempt.unrelated_histories';

export const unrelatedHistories = (branch: string): DomainError =>
  new DomainError({
    code: UNRELATED_HISTORIES,
    kind: 'conflict',
    detail: `The branch ${branch} has been replaced: it shares no commit with this attempt any more.`,
    hint: 'Start a new attempt from the branch as it is now, or restore the old one.',
  });

/** The change and the base cannot be brought together by git alone. */
export const needsPersonToMerge = (error: unknown): boolean =>
  error instanceof DomainError && [MERGE_CONFLICT, UNRELATED_HISTORIES].includes(error.code);

export const headMoved = (): DomainError =>
  new DomainError({
    code: 'attempt.head_moved',
    kind: 'conflict',
    detail: 'The result of this attempt changed while it was being approved.',
    hint: 'Look at it again, then approve.',
  });

export const baseMoved = (): DomainError =>
  new DomainError({
    code: 'attempt.base_moved',
    kind: 'conflict',
    detail: 'The base branch moved three times while the change was being merged.',
    hint: 'Approve again when the branch is quiet.',
  });

export const checkoutDirty = (paths: readonly string[], worktree: string): DomainError =>
  new DomainError({
    code: 'attempt.checkout_dirty',
    kind: 'conflict',
    detail: `The branch is checked out in ${worktree}, which has changes of its own.`,
    hint: 'Commit or stash them, then approve again. Nothing was touched.',
    extra: { files: paths },
  });

const CHECKOUT_BUSY = 'attempt.checkout_busy';

export const checkoutBusy = (detail: string): DomainError =>
  new DomainError({
    code: CHECKOUT_BUSY,
    kind: 'conflict',
    detail,
    hint: 'Put that in order, then approve again. Nothing was touched.',
  });

export const deliveryFailed = (detail: string): DomainError =>
  new DomainError({
    code: 'attempt.delivery_failed',
    kind: 'conflict',
    detail: `The merge could not be brought into the repository: ${detail}`,
    hint: 'Put that in order, then approve again. Nothing was touched.',
  });

export const pushRefused = (detail: string): DomainError =>
  new DomainError({
    code: 'attempt.push_refused',
    kind: 'conflict',
    detail,
    hint: 'Look at the project’s URL and token with Validate, then approve again.',
  });

const PUSH_UNANSWERED = 'attempt.push_unanswered';

export const pushUnanswered = (detail: string): DomainError =>
  new DomainError({
    code: PUSH_UNANSWERED,
    kind: 'conflict',
    detail: `The merge was sent, and whether it arrived is not known yet: ${detail}`,
    hint: 'The approval stands. Antfarm asks again every few seconds, and sends it again where it is missing.',
  });

/** Nothing is decided: the merge may be there, or arrive yet. */
export const isUnanswered = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.code === PUSH_UNANSWERED;

/** What passes without anybody's doing, or was not expected at all; an approval that was begun waits for it. */
export const mayPass = (error: unknown): boolean =>
  !(error instanceof DomainError) || [CHECKOUT_BUSY, PUSH_UNANSWERED].includes(error.code);

export const pullRequestsNotConfigured = (): DomainError =>
  new DomainError({
    code: 'attempt.pr_not_configured',
    kind: 'invalid',
    detail: 'This project is not connected to GitHub, so it has no pull requests.',
    hint: 'Approve with mode "merge".',
  });

export const nothingToMerge = (): DomainError =>
  new DomainError({
    code: 'attempt.nothing_to_merge',
    kind: 'conflict',
    detail: 'This attempt has no result that could be merged.',
  });

export const noAgent = (): DomainError =>
  new DomainError({
    code: 'attempt.no_agent',
    kind: 'invalid',
    detail: 'Neither the request, nor the task, nor the project names an agent.',
    hint: 'Choose an agent profile for the task, or a default one in the project’s settings.',
    errors: [{ path: 'agent_id', message: 'is needed' }],
  });

export const noGates = (gate: string | undefined): DomainError =>
  new DomainError({
    code: 'attempt.no_gates',
    kind: 'invalid',
    detail: gate ? `The project has no ${gate} command.` : 'The project has no commands to run as gates.',
    hint: 'Set the commands in the project’s settings.',
  });

export const dayBudgetSpent = (limitUsd: number): DomainError =>
  new DomainError({
    code: 'attempt.day_budget',
    kind: 'limit',
    detail: `The agents of this project have cost the ${limitUsd} USD that they may cost in a day (UTC).`,
    hint: 'Wait until midnight UTC, or raise max_cost_usd_per_day in the project’s budgets.',
    retryAfterS: Math.ceil((DAY_MS - (Date.now() % DAY_MS)) / 1000),
  });

export const tooManyAttempts = (
  owner: 'project' | 'agent',
  limit: number,
  retryAfterS: number,
): DomainError =>
  new DomainError({
    code: 'attempt.budget',
    kind: 'limit',
    detail: `The ${owner === 'project' ? 'project' : 'agent profile'} starts at most ${limit} ${limit === 1 ? 'attempt' : 'attempts'} an hour.`,
    hint: `Wait, or raise max_attempts_per_hour in the ${owner === 'project' ? 'project’s budgets' : 'profile’s limits'}.`,
    retryAfterS,
  });

export const noResult = (): DomainError =>
  new DomainError({
    code: 'attempt.no_result',
    kind: 'conflict',
    detail: 'This attempt has no result yet.',
    hint: 'Wait until its snapshot is taken.',
  });

export const resultGone = (): DomainError =>
  new DomainError({
    code: 'attempt.result_gone',
    kind: 'not_found',
    detail: 'The result of this attempt is no longer kept.',
    hint: 'It was removed after RETENTION_DAYS_ARTIFACTS. Run the card again to get a new one.',
  });

export const notInDiff = (path: string): DomainError =>
  new DomainError({
    code: 'attempt.not_in_diff',
    kind: 'not_found',
    detail: `The attempt does not change ${path}.`,
    errors: [{ path: 'path', message: 'is not part of the diff' }],
  });

export const baseGone = (branch: string): DomainError =>
  new DomainError({
    code: 'attempt.base_gone',
    kind: 'conflict',
    detail: `The repository has no branch ${branch} any more.`,
    hint: 'Restore the branch, or start a new attempt from another one.',
  });

export const fetchFailed = (detail: string): DomainError =>
  new DomainError({
    code: 'attempt.fetch_failed',
    kind: 'conflict',
    detail,
    hint: 'Look at the project with Validate, then try again.',
  });

export const stillEnding = (): DomainError =>
  new DomainError({
    code: 'attempt.still_ending',
    kind: 'conflict',
    detail: 'The attempts under way were cancelled, and some have not ended yet.',
    hint: 'Try again in a moment.',
    retryAfterS: 5,
  });

export const taskBusy = (): DomainError =>
  new DomainError({
    code: 'task.attempt_under_way',
    kind: 'conflict',
    detail: 'In a team project one attempt of a task is under way at a time.',
    hint: 'Wait for it to end, or cancel it.',
  });

export const notReviewed = (): DomainError =>
  new DomainError({
    code: 'task.guard.not_reviewed',
    kind: 'conflict',
    detail: 'In a team project the reviewer has to pass the head of a change before it is merged.',
    hint: 'Let the reviewer look at it first.',
  });
