import { mergeWithConflicts } from '../../git/merge-with-conflicts.js';
import { resolveCommit } from '../../git/resolve-commit.js';
import { unmovedBranch } from '../../git/unmoved-branch.js';
import { agentIdentity } from '../agent-identity.js';
import { updateMirror } from '../update-mirror.js';
import type { PipelineTools } from './pipeline-tools.js';
import type { StepContext, StepResult } from './pipeline-step.js';
import { shortList } from './short-list.js';
import { StepFailed } from './step-failed.js';
import { warning } from './warning.js';

/** What an attempt starts from. */
export interface Start extends Pick<StepResult, 'alongside'> {
  readonly baseSha: string;
  readonly startSha: string;
  /** Files that its agent has to resolve. */
  readonly conflicts: string[];
}

/** A first attempt starts from its base branch as it is now, a follow-up from its parent's result. */
export async function chooseStart(
  context: StepContext,
  tools: PipelineTools,
  signal: AbortSignal,
): Promise<Start> {
  const { attempt, lease } = context;
  const { baseSha, startSha, baseBranch, conflicts } = attempt;
  const { tip, problem } = await findTip(context, tools, signal);
  if (baseSha && startSha) {
    const start = { baseSha, startSha, conflicts };
    // What was asked for can be done on the base as it was last seen; ending here would only lose the request.
    if (problem) await tools.events.append(attempt.id, [warning(problem)], lease.fence);
    return tip === null || tip === baseSha ? start : goOn(start, tip, context, tools);
  }
  if (problem) throw new StepFailed('workspace_prepare_failed', problem);
  if (!tip) throw new StepFailed('workspace_prepare_failed', `The repository has no branch ${baseBranch}.`);
  return { baseSha: tip, startSha: tip, conflicts };
}

/** Where the base branch is, or was when it could last be asked for, and why that cannot be done now. */
async function findTip(
  { attempt: { baseBranch }, project, paths: { mirror } }: StepContext,
  tools: PipelineTools,
  signal: AbortSignal,
): Promise<{ tip: string | null; problem?: string | undefined }> {
  const known = project.localPath && (await unmovedBranch(mirror, project.localPath, baseBranch));
  if (known) return { tip: known };
  const token = await tools.projects.repoToken(project.id);
  const problem = await updateMirror(project, token, mirror, tools.config, signal);
  signal.throwIfAborted();
  return { tip: await resolveCommit(mirror, `refs/remotes/origin/${baseBranch}`), problem };
}

/**
 * A follow-up keeps its parent's base, so that its diff is the whole change. Only where the base as it is now conflicts
 * with the result does it start from the merge of both: on the old base no agent could resolve that.
 */
async function goOn(start: Start, tip: string, context: StepContext, tools: PipelineTools): Promise<Start> {
  const { attempt, paths, lease } = context;
  const { mirror } = paths;
  const { baseBranch, number, queuedAt } = attempt;
  // The same commit again when this step is repeated.
  const signature = { ...agentIdentity(attempt), date: queuedAt };
  const merge = await mergeWithConflicts({
    mirror,
    base: tip,
    head: start.startSha,
    message: `Merge ${baseBranch} into attempt ${number}, with conflicts\n`,
    author: signature,
    committer: signature,
  });
  if (!merge) return start;
  const told = `The work so far conflicts with ${baseBranch}; the agent is to resolve it: ${shortList(merge.paths)}`;
  await tools.events.append(attempt.id, [warning(told)], lease.fence);
  const from = { base: start.baseSha, head: start.startSha };
  const to = { base: tip, head: merge.commit };
  return {
    baseSha: tip,
    startSha: merge.commit,
    conflicts: [...new Set([...start.conflicts, ...merge.paths])],
    alongside: await tools.commentPlaces.follow(attempt, { mirror, from, to, byAgent: false }),
  };
}
