import { processFile, type FileDiffMetadata } from '@pierre/diffs';
import type { DiffFile, DiffHunk } from '@/lib/api/types';

/** Characters that turn the order of what follows around: a line would not say what the computer reads. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const shown = (text: string): string =>
  text.replace(TURNING, (char) => `⟨U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

const hunkText = (hunk: DiffHunk): string =>
  [
    `@@ -${hunk.old_start},${hunk.old_lines} +${hunk.new_start},${hunk.new_lines} @@`,
    ...hunk.lines.flatMap(({ t, text, no_newline: isUnended = false }) => [
      t + shown(text),
      ...(isUnended ? ['\\ No newline at end of file'] : []),
    ]),
  ].join('\n');

function typeOf(file: DiffFile, hunks: number): FileDiffMetadata['type'] {
  if (file.old_path !== null && file.old_path !== file.path)
    return hunks === 0 ? 'rename-pure' : 'rename-changed';
  if (file.status === 'added') return 'new';
  return file.status === 'deleted' ? 'deleted' : 'change';
}

/**
 * The library reads patches; ours are structured. Names are put in afterwards, because a patch
 * header would need quoting for the odd ones.
 */
export function toFileDiff(
  file: DiffFile,
  hunks: readonly DiffHunk[],
  cacheKey: string,
): FileDiffMetadata | null {
  const patch = ['--- a/file', '+++ b/file', ...hunks.map(hunkText), ''].join('\n');
  const parsed = processFile(patch, { cacheKey });
  if (!parsed) return null;
  return {
    ...parsed,
    name: file.path,
    type: typeOf(file, hunks.length),
    ...(file.old_path !== null && file.old_path !== file.path ? { prevName: file.old_path } : {}),
  };
}
