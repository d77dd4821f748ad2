import { mkdir } from 'node:fs/promises';
import { captureIndex } from '../../git/capture-index.js';
import { createWorkspace } from '../../git/create-workspace.js';
import { leaveOutOfSnapshot } from '../../git/leave-out-of-snapshot.js';
import { resolveCommit } from '../../git/resolve-commit.js';
import { unmovedBranch } from '../../git/unmoved-branch.js';
import { checkpoint } from '../../platform/process/checkpoint.js';
import { removeTree } from '../../platform/storage/remove-tree.js';
import { agentIdentity } from '../agent-identity.js';
import { copyWorkspaceFiles } from './copy-workspace-files.js';
import { StepFailed } from './step-failed.js';
import { updateMirror } from '../update-mirror.js';
import type { PipelineStep, StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';

/** Fetches the base, and gives the attempt a workspace of its own. */
export const prepare: PipelineStep = async (context, tools) => {
  const { attempt, paths, project, lease } = context;
  const signal = AbortSignal.any([lease.lost, lease.cancelRequested]);
  const isolation = await tools.sandboxes.isolationFor(attempt.agent, project.network);
  const { baseSha, startSha } = await commitsOf(context, tools, signal);
  checkpoint('preparing.fetched');
  await removeTree(paths.attempt);
  const folders = [paths.agentHome, paths.agentTmp, paths.snapshot, paths.runs];
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mirror, workspace, snapshot: snapshotDir } = paths;
  await createWorkspace({
    mirror,
    workspace,
    commit: startSha,
    branch: attempt.branch,
    base: { branch: attempt.baseBranch, commit: baseSha },
    identity: agentIdentity(attempt),
    ...tools.sandboxes.confined(isolation, paths.agentTmp),
    signal,
  });
  checkpoint('preparing.checked_out');
  await captureIndex({ mirror, workspace, snapshotDir, commit: startSha });
  if (project.localPath) {
    const copied = await copyWorkspaceFiles(project.localPath, workspace, project.setup.workspace_files);
    await leaveOutOfSnapshot(snapshotDir, copied);
  }

  return { event: 'PREPARED', patch: { baseSha, startSha, isolation, workspacePath: workspace } };
};

/** A follow-up goes on from its parent's result and keeps its base, so that its diff is the whole change. */
async function commitsOf(
  { attempt, project, paths }: StepContext,
  tools: PipelineTools,
  signal: AbortSignal,
): Promise<{ baseSha: string; startSha: string }> {
  if (attempt.baseSha && attempt.startSha) return { baseSha: attempt.baseSha, startSha: attempt.startSha };
  const known =
    project.localPath && (await unmovedBranch(paths.mirror, project.localPath, attempt.baseBranch));
  if (known) return { baseSha: known, startSha: known };
  const fetched = await updateMirror(
    project,
    await tools.projects.repoToken(project.id),
    paths.mirror,
    tools.config,
    signal,
  );
  signal.throwIfAborted();
  if (fetched) throw new StepFailed('workspace_prepare_failed', fetched);
  const commit = await resolveCommit(paths.mirror, `refs/remotes/origin/${attempt.baseBranch}`);
  if (!commit)
    throw new StepFailed('workspace_prepare_failed', `The repository has no branch ${attempt.baseBranch}.`);
  return { baseSha: commit, startSha: commit };
}
