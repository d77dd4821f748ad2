import type { MergeOverride } from '../attempt.entity.js';
import { evidenceMissing, overrideMismatch } from '../attempts.errors.js';

/**
 * Holds an override against the items that need one. It has to name exactly these: one that is missing leaves the
 * evidence incomplete, one too many says that the user looked at something else.
 */
export function checkOverride(
  needed: readonly string[],
  given: { reason: string; items: readonly string[] } | undefined,
  userId: string,
): MergeOverride | null {
  const items = given?.items ?? [];
  const uncovered = needed.filter((item) => !items.includes(item));
  if (uncovered.length > 0) throw evidenceMissing(uncovered);
  const unneeded = items.filter((item) => !needed.includes(item));
  if (unneeded.length > 0) throw overrideMismatch(unneeded);
  return given ? { reason: given.reason, items: [...items], by: userId, at: new Date().toISOString() } : null;
}
