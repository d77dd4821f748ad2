import { setTimeout as sleep } from 'node:timers/promises';
import { withKeyedLock } from '../../git/keyed-lock.js';
import { listWorkspaceChanges } from '../../git/list-workspace-changes.js';
import { sumChanges } from '../../git/sum-changes.js';
import type { StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';

const LEAST_MS = 10_000;
/** An agent may work for long without a word. */
const MOST_MS = 30_000;
const TICK_MS = 500;

/**
 * Finds out which files the agent touches while it works, so that others who touch the same ones are told before the
 * conflict. It looks after the agent said something, at most every 10 s, and one attempt of this server at a time. The
 * returned function ends it, and resolves when nothing reads the workspace any more.
 */
export function watchFiles(context: StepContext, tools: PipelineTools): () => Promise<void> {
  const { attempt, lease } = context;
  const ending = new AbortController();
  const over = AbortSignal.any([lease.lost, ending.signal]);
  let hasSpoken = false;
  let looking: Promise<void> | undefined;
  const stopListening = tools.events.onCommitted(({ attemptId, rows }) => {
    if (attemptId === attempt.id) hasSpoken ||= rows.some(({ kind }) => SPOKEN.has(kind));
  });
  const watch = async (): Promise<void> => {
    let lastLook = performance.now() - LEAST_MS;
    while (!over.aborted) {
      await sleep(TICK_MS, undefined, { signal: over, ref: false });
      const waited = performance.now() - lastLook;
      if (waited < (hasSpoken ? LEAST_MS : MOST_MS)) continue;
      hasSpoken = false;
      // Where it cannot look now, or cannot store it, it looks again later.
      await withKeyedLock('watch files', () => (looking = look(context, tools, over))).catch(() => undefined);
      lastLook = performance.now();
    }
  };
  void watch().catch(() => undefined); // the sleep says so when it is over
  return async () => {
    ending.abort();
    stopListening();
    // Not for its turn: a look that has not begun by now does not begin.
    await looking?.catch(() => undefined);
  };
}

const SPOKEN: ReadonlySet<string> = new Set(['LOG', 'MESSAGE', 'TOOL', 'PATCH']);

async function look(
  { attempt, paths, lease }: StepContext,
  tools: PipelineTools,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const { mirror, workspace, snapshot: snapshotDir } = paths;
  const confined = await tools.sandboxes.confined(attempt.isolation);
  const changed = await listWorkspaceChanges({ mirror, workspace, snapshotDir, signal, ...confined });
  await tools.files.record(attempt, [...changed, ...(await inherited(mirror, attempt))], lease.fence);
}

/** A follow-up goes on from a result, and that change is its own too. */
async function inherited(
  mirror: string,
  { baseSha, startSha }: StepContext['attempt'],
): Promise<readonly string[]> {
  if (!baseSha || !startSha || baseSha === startSha) return [];
  return (await sumChanges(mirror, baseSha, startSha, 0)).paths;
}
