import type { SnapshotWarning } from '../../git/snapshot-warning.js';

/** How the line begins; the summary finds it by this among what the server itself has logged. */
export const LEFT_OUT = 'Left out: ';

const MAX_NAMES = 20;

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
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return `${LEFT_OUT}${names.slice(0, MAX_NAMES).join(', ')}${more}`;
}
