import type { AttemptOverlap } from '../../tasks/tasks.service.js';
import { findOverlaps, type FoundOverlap, type OverlapScope, type Sql } from './find-overlaps.js';

/** A card has room for no more; merge readiness shows more of them. */
const LIMITS = { overlaps: 10, paths: 5 };

/** What cards show of overlaps, by attempt. */
export async function findMarks(
  sql: Sql,
  scope: OverlapScope,
): Promise<ReadonlyMap<string, readonly AttemptOverlap[]>> {
  const marks = new Map<string, AttemptOverlap[]>();
  for (const overlap of await findOverlaps(sql, scope, LIMITS)) {
    marks.set(overlap.attemptId, [...(marks.get(overlap.attemptId) ?? []), toMark(overlap)]);
  }
  return marks;
}

const toMark = ({ other, paths, count }: FoundOverlap): AttemptOverlap => ({
  attempt_id: other.attemptId,
  task_id: other.taskId,
  task_key: other.taskKey,
  paths: [...paths],
  count,
});
