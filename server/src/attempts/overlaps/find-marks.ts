import type { AttemptOverlap } from '../../tasks/tasks.service.js';
import { findOverlaps, type FoundOverlap, type OverlapScope, type Sql } from './find-overlaps.js';

/** A card has room for no more; merge readiness shows them all. */
const MAX_PATHS = 5;
const MAX_MARKS = 10;

/** What cards show of overlaps, by attempt. */
export async function findMarks(
  sql: Sql,
  scope: OverlapScope,
): Promise<ReadonlyMap<string, readonly AttemptOverlap[]>> {
  const marks = new Map<string, AttemptOverlap[]>();
  for (const overlap of await findOverlaps(sql, scope, MAX_PATHS)) {
    const known = marks.get(overlap.attemptId) ?? [];
    if (known.length < MAX_MARKS) marks.set(overlap.attemptId, [...known, toMark(overlap)]);
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
