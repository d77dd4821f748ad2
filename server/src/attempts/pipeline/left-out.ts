import type { SnapshotWarning } from '../../git/snapshot-warning.js';
import { shortList } from './short-list.js';

/** How the line begins; the summary finds it by this among what the server itself has logged. */
export const LEFT_OUT = 'Left out: ';

const REASONS: Partial<Record<SnapshotWarning['kind'], string>> = {
  unsafe_name: 'a name that git refuses',
  too_large: 'too large',
  unreadable: 'unreadable',
  special_file: 'no regular file',
};

/** One line that names what the result lacks of the workspace, if it lacks anything. */
export function leftOutLine(warnings: readonly SnapshotWarning[]): string | undefined {
  const named = warnings.flatMap(({ kind, path }) => (REASONS[kind] ? [`${path} (${REASONS[kind]})`] : []));
  const names = [...new Set(named)];
  if (names.length === 0) return undefined;
  return `${LEFT_OUT}${shortList(names)}`;
}
