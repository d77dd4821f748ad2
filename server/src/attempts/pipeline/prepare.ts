import { mkdir } from 'node:fs/promises';
import { captureIndex } from '../../git/capture-index.js';
import { createWorkspace } from '../../git/create-workspace.js';
import { leaveOutOfSnapshot } from '../../git/leave-out-of-snapshot.js';
import { checkpoint } from '../../platform/process/checkpoint.js';
import { removeTree } from '../../platform/storage/remove-tree.js';
import { agentIdentity } from '../agent-identity.js';
import { chooseStart } from './choose-start.js';
import { copyWorkspaceFiles } from './copy-workspace-files.js';
import type { PipelineStep } from './pipeline-step.js';

/** Fetches the base, and gives the attempt a workspace of its own. */
export const prepare: PipelineStep = async (context, tools) => {
  const { attempt, paths, project, lease } = context;
  const signal = AbortSignal.any([lease.lost, lease.cancelRequested]);
  const isolation = await tools.sandboxes.isolationFor(attempt.agent, project.network);
  const { baseSha, startSha, conflicts, alongside } = await chooseStart(context, tools, signal);
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
    ...(await tools.sandboxes.confined(isolation, paths.agentTmp)),
    signal,
  });
  checkpoint('preparing.checked_out');
  await captureIndex({ mirror, workspace, snapshotDir, commit: startSha });
  if (project.localPath) {
    const copied = await copyWorkspaceFiles(project.localPath, workspace, project.setup.workspace_files);
    await leaveOutOfSnapshot(snapshotDir, copied);
  }

  const patch = { baseSha, startSha, conflicts, isolation, workspacePath: workspace };
  return { event: 'PREPARED', patch, ...(alongside && { alongside }) };
};
