import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttemptEvent } from '../../contracts/attempt-event.js';
import { writePatch } from '../../git/write-patch.js';
import { runFiles } from '../../platform/process/run-protocol/run-directory.js';
import { checkpoint } from '../../platform/process/checkpoint.js';
import { removeTree } from '../../platform/storage/remove-tree.js';
import type { NewArtifact } from '../artifacts/attempt-artifacts.js';
import { LEFT_OUT } from './left-out.js';
import { summarise } from './summarise.js';
import type { PipelineStep, StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';

/** Keeps what is worth keeping: the patch, the raw logs and a summary; gives the gates' checkouts back. */
export const collect: PipelineStep = async (context, tools) => {
  const { attempt, paths, lease } = context;
  await tools.runs.endUnfinished(lease);
  const gates = await tools.gates.responses(attempt.id, attempt.treeSha);
  const said = await tools.events.lastMessage(attempt.id);
  const leftOut = await tools.events.lastOwnLog(attempt.id, LEFT_OUT);
  const text = said ?? summarise({ diff: attempt.diffStats, gates, failure: attempt.failure });
  const summary = leftOut === null ? text : `${text}\n\n${leftOut}`;

  const drafts = await mkdtemp(join(paths.attempt, 'collect-'));
  try {
    const before = new Set(
      (await tools.artifacts.list(attempt.id)).map(({ name, sha256 }) => `${name} ${sha256}`),
    );
    const wanted = await artifactsOf(context, tools, { drafts, summary });
    const events: AttemptEvent[] = [];
    for (const artifact of wanted) {
      const { id, kind, name, sha256 } = await tools.artifacts.put(artifact);
      checkpoint('collecting.artifact_stored');
      if (!before.has(`${name} ${sha256}`)) events.push({ kind: 'ARTIFACT', payload: { kind, ref: id } });
    }
    await tools.events.append(attempt.id, events, lease.fence);
  } finally {
    await rm(drafts, { recursive: true, force: true });
  }
  await removeTree(paths.gates);
  return { event: 'COLLECTED', patch: { summary } };
};

async function artifactsOf(
  { attempt, paths }: StepContext,
  tools: PipelineTools,
  { drafts, summary }: { drafts: string; summary: string },
): Promise<NewArtifact[]> {
  const text = { attemptId: attempt.id, contentType: 'text/plain; charset=utf-8' };
  const artifacts: NewArtifact[] = [
    {
      ...text,
      kind: 'summary',
      name: 'summary.md',
      contentType: 'text/markdown; charset=utf-8',
      source: { text: summary },
    },
  ];
  for (const run of await tools.runs.list(attempt.id)) {
    if (run.purpose !== 'agent' && run.purpose !== 'install') continue;
    const file = runFiles(run.directory).rawLog(run.purpose);
    if (existsSync(file))
      artifacts.push({ ...text, kind: 'log', name: `${run.purpose}.log`, source: { file } });
  }
  if (attempt.baseSha && attempt.headSha) {
    const file = join(drafts, 'changes.patch');
    await writePatch(paths.mirror, attempt.baseSha, attempt.headSha, file);
    artifacts.push({ ...text, kind: 'diff', name: 'changes.patch', source: { file } });
  }
  return artifacts;
}
