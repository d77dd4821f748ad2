import type { AttemptEvent } from '../../contracts/attempt-event.js';
import { findConflictMarkers } from '../../git/find-conflict-markers.js';
import { resolveCommit } from '../../git/resolve-commit.js';
import type { SnapshotWarning } from '../../git/snapshot-warning.js';
import { sumChanges } from '../../git/sum-changes.js';
import { takeSnapshot } from '../../git/take-snapshot.js';
import type { AttemptEntity } from '../attempt.entity.js';
import { agentIdentity } from '../agent-identity.js';
import { attemptFailure } from './failure-of.js';
import { findKeys } from './find-keys.js';
import { leftOutLine } from './left-out.js';
import type { PipelineStep } from './pipeline-step.js';
import { shortList } from './short-list.js';
import { warning } from './warning.js';

const MAX_LISTED_FILES = 200;

/** Commits what the agent left in its workspace, once its last process is dead. */
export const snapshot: PipelineStep = async (context, tools) => {
  const { attempt, task, paths, lease } = context;
  const { baseSha, startSha } = attempt;
  if (!baseSha || !startSha) return { event: 'SNAPSHOT_TAKEN' };
  const { mirror, workspace, snapshot: snapshotDir } = paths;
  const ref = `refs/heads/${attempt.branch}`;
  // The same content makes the same commit again when this step is repeated.
  const date = (await tools.runs.endOf(attempt.id, 'agent')) ?? attempt.startedAt ?? attempt.queuedAt;
  const author = { ...agentIdentity(attempt), date };
  const outcome = await takeSnapshot({
    mirror,
    workspace,
    snapshotDir,
    parents: [startSha],
    message: `${task.title}\n\n${task.key}, attempt ${attempt.number}`,
    author,
    committer: author,
    ref,
    expectedOld: await resolveCommit(mirror, ref),
    ...(await tools.sandboxes.confined(attempt.isolation)),
  });
  if (outcome.status === 'workspace_lost') {
    const message = 'The workspace is gone, and with it what the agent did.';
    return { event: 'SNAPSHOT_TAKEN', patch: { failure: attemptFailure('workspace_lost', message) } };
  }
  if (outcome.status === 'lost_race')
    throw new Error(`The branch ${ref} moved to ${String(outcome.actual)} meanwhile`);

  const { commit: headSha, evidenceTree: treeSha } = outcome;
  const [{ stats, files, paths: touched }, conflicts, filesWithKeys] = await Promise.all([
    sumChanges(mirror, baseSha, headSha, MAX_LISTED_FILES),
    findUnresolved(attempt, mirror, { baseSha, headSha }),
    findKeys(context, { base: baseSha, head: headSha }, tools),
    tools.taskBranches.move(task, mirror, headSha),
  ]);
  await tools.files.record(attempt, touched, lease.fence);
  await tools.events.append(
    attempt.id,
    [
      ...warningEvents(outcome.warnings),
      ...hiddenFilesEvents(outcome.hiddenFiles),
      ...conflictEvents(attempt.baseBranch, conflicts),
      ...keyEvents(filesWithKeys),
      {
        kind: 'PATCH',
        payload: {
          files: [...files],
          diff_snippet: '',
        },
      },
    ],
    lease.fence,
  );
  const from = { base: baseSha, head: startSha };
  const to = { base: baseSha, head: headSha };
  return {
    event: 'SNAPSHOT_TAKEN',
    patch: { headSha, treeSha, diffStats: stats, conflicts, filesWithKeys },
    alongside: await tools.commentPlaces.follow(attempt, { mirror, from, to, byAgent: true }),
  };
};

const KEPT: Partial<Record<SnapshotWarning['kind'], string>> = {
  nested_repository: 'is a repository of its own: its files were taken, its history was not',
  submodule: 'is a submodule: it stays at the commit that the base names',
};

function warningEvents(warnings: readonly SnapshotWarning[]): AttemptEvent[] {
  const leftOut = leftOutLine(warnings);
  const kept = warnings.flatMap(({ kind, path }) => (KEPT[kind] ? [`${path} ${KEPT[kind]}`] : []));
  return [...kept.slice(0, MAX_LISTED_FILES), ...(leftOut ? [leftOut] : [])].map(warning);
}

function hiddenFilesEvents(files: readonly string[]): AttemptEvent[] {
  if (files.length === 0) return [];
  const shown = shortList(files);
  return [warning(`The agent changed .gitignore so that these files are not part of the result: ${shown}`)];
}

/** What is still in conflict; all that it was given, of an agent that did not come to its end. */
async function findUnresolved(
  { conflicts, failure, cancelRequestedAt }: AttemptEntity,
  mirror: string,
  { baseSha, headSha }: { baseSha: string; headSha: string },
): Promise<string[]> {
  const isOpen = failure !== null || cancelRequestedAt !== null;
  return isOpen || conflicts.length === 0 ? conflicts : findConflictMarkers(mirror, baseSha, headSha);
}

function conflictEvents(baseBranch: string, files: readonly string[]): AttemptEvent[] {
  if (files.length === 0) return [];
  return [warning(`The conflict with ${baseBranch} is not resolved in ${shortList(files)}`)];
}

function keyEvents(files: readonly string[]): AttemptEvent[] {
  if (files.length === 0) return [];
  return [warning(`One of the keys that this run was given is in ${shortList(files)}`)];
}
