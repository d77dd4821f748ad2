import type { DiffHunk } from '@/lib/api/types';
import { diffFileRow } from '@/lib/testing/rows';
import { toFileDiff } from './to-file-diff';

const hunk = (lines: DiffHunk['lines']): DiffHunk => ({
  old_start: 1,
  old_lines: 1,
  new_start: 1,
  new_lines: 1,
  lines,
});

const endsOf = (lines: DiffHunk['lines']) => {
  const [first] = toFileDiff(diffFileRow(), [hunk(lines)], 'key')?.hunks ?? [];
  return { before: first?.noEOFCRDeletions, after: first?.noEOFCRAdditions };
};

test('a change of only the last line break is seen', () => {
  expect(
    endsOf([
      { t: '-', text: 'end', no_newline: true },
      { t: '+', text: 'end' },
    ]),
  ).toEqual({ before: true, after: false });
  expect(
    endsOf([
      { t: '-', text: 'end' },
      { t: '+', text: 'end' },
    ]),
  ).toEqual({ before: false, after: false });
});
