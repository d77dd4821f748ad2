import type { DiffLineAnnotation, SelectedLineRange } from '@pierre/diffs';
import { FileDiff, type FileDiffOptions } from '@pierre/diffs/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from 'react';
import { Failed } from '@/components/state-notes';
import { announce } from '@/lib/announce';
import type { DiffFile, DiffHunk } from '@/lib/api/types';
import { useTheme } from '@/lib/theme';
import { fileDiffQuery } from '../api/get-file-diff';
import type { LineThread } from '../comments/gather-review';
import { HeadComments } from '../comments/head-comments';
import { LineThreadView } from '../comments/line-thread';
import type { DiffFileProps, LineTarget } from './diff-file';
import { codeOf, positionOfSelection, rowAt, rowsOf, toSelection, type DiffRow } from './diff-rows';
import { DIFF_THEME } from './diff-theme';
import { headId, threadId } from './file-order';
import { moveCursor } from './move-cursor';
import { NextPage } from './next-page';
import { scrollToLine } from './scroll-to-line';
import { toFileDiff } from './to-file-diff';
import { useNearScreen } from './use-near-screen';

const LINE_PX = 20;
const NO_HUNKS: readonly DiffHunk[] = [];

// The library mixes its line colours with the background; the tokens are meant as they are.
const EXACT_LINE_COLOURS =
  ':host { color-scheme: inherit; } [data-line], [data-no-newline], [data-gutter-buffer], [data-column-number] { --mix-light: 0%; --mix-dark: 0%; }';

export function DiffFileBody(props: DiffFileProps) {
  const { attempt, file, review, writing } = props;
  const { ref, near } = useNearScreen(props.eager);
  const { diff, rows, metadata } = useLines(props, near);
  const threads = useMemo(
    () => review.threads.map((thread) => ({ thread, shown: rowAt(rows, thread.side, thread.line) >= 0 })),
    [review.threads, rows],
  );
  const annotations = useMemo(
    () => threads.flatMap(({ thread, shown }) => (shown ? [toAnnotation(thread)] : [])),
    [threads],
  );

  useTarget(props.target, rows, diff, ref);
  const selection = useLineSelection(props, rows);
  const options = useDiffOptions(props, selection.onSelectionEnd);

  if (diff.error && !diff.data)
    return <Failed what="this file" error={diff.error} onRetry={() => void diff.refetch()} />;
  const head = (
    <HeadComments
      attempt={attempt}
      id={headId(file.path)}
      lost={review.lost}
      unshown={diff.data ? threads.filter(({ shown }) => !shown).map(({ thread }) => thread) : []}
      writing={writing}
    />
  );
  if (metadata === null || metadata?.hunks.length === 0)
    return (
      <>
        {head}
        <p className="px-4 py-3 text-[13px] text-subtle">
          No changed lines: the file was renamed or its mode changed.
        </p>
      </>
    );
  return (
    <>
      {head}
      <div
        ref={ref}
        role="group"
        tabIndex={0}
        aria-label={`Lines of ${file.path}. Arrow keys move, Shift selects several, Enter comments.`}
        onKeyDown={selection.onKeyDown}
        className="diff-lines bg-card -outline-offset-2"
        style={metadata ? {} : { minHeight: expectedHeight(file) }}
      >
        {metadata && (
          <FileDiff<LineThread>
            fileDiff={metadata}
            options={options}
            lineAnnotations={annotations}
            selectedLines={selection.range}
            renderAnnotation={({ metadata: thread }) => (
              <LineThreadView
                id={threadId(file.path, thread.side, thread.line)}
                attempt={attempt}
                thread={thread}
                codeAt={({ position }) => codeOf(rows, position)}
                writing={writing}
              />
            )}
          />
        )}
        {diff.hasNextPage && <NextPage key={diff.data?.pages.length} diff={diff} />}
      </div>
    </>
  );
}

/** The lines of a file, asked for once they are near or somebody goes to one of them. */
function useLines({ attempt, file, target }: DiffFileProps, near: boolean) {
  const diff = useInfiniteQuery({ ...fileDiffQuery(attempt, file.path), enabled: near || target !== null });
  const { data } = diff;
  const hunks = useMemo(() => data?.pages.flatMap((page) => page.hunks) ?? NO_HUNKS, [data]);
  const rows = useMemo(() => rowsOf(hunks), [hunks]);
  const metadata = useMemo(
    () => data && toFileDiff(file, hunks, `${attempt.head_sha ?? ''}:${file.path}:${String(hunks.length)}`),
    [attempt.head_sha, data, file, hunks],
  );
  return { diff, rows, metadata };
}

/** Goes to a line, once, as soon as it is there. */
function useTarget(
  target: LineTarget | null,
  rows: readonly DiffRow[],
  diff: ReturnType<typeof useLines>['diff'],
  lines: RefObject<HTMLElement | null>,
): void {
  const wanted = target?.position;
  const missing = wanted !== undefined && rowAt(rows, wanted.side, wanted.line) < 0;
  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError } = diff;
  // It may be on a page that was not asked for yet.
  useEffect(() => {
    if (missing && hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchNextPageError, isFetching, missing]);
  useEffect(() => {
    if (!target || missing || !lines.current) return;
    const { position } = target;
    void scrollToLine(lines.current, position, rowAt(rows, position.side, position.line) / rows.length);
    // A further page moves nothing that was found already.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [missing, target]);
}

/** What the file will take once it is there, so that nothing below it jumps far. */
const expectedHeight = (file: DiffFile): number =>
  Math.min(2000, file.additions + file.deletions + 6) * LINE_PX;

const toAnnotation = (thread: LineThread): DiffLineAnnotation<LineThread> => ({
  side: thread.side === 'old' ? 'deletions' : 'additions',
  lineNumber: thread.line,
  metadata: thread,
});

function useLineSelection(
  { file, selected, onSelect, onComment }: DiffFileProps,
  rows: ReturnType<typeof rowsOf>,
) {
  /** Where Shift began. */
  const anchor = useRef<number | null>(null);
  const range = useMemo(() => (selected ? toSelection(selected) : null), [selected]);
  const onSelectionEnd = useCallback(
    (made: SelectedLineRange | null) => {
      anchor.current = null;
      // Without a range: the one line that is selected was clicked again.
      const position = made ? positionOfSelection(rows, file.path, made) : selected;
      if (position) onComment(position);
    },
    [file.path, onComment, rows, selected],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && selected) onComment(selected);
    else if (event.key === 'Escape') onSelect(null);
    else {
      const moved = moveCursor(rows, file.path, selected, anchor.current, event);
      if (!moved) return;
      anchor.current = moved.anchor;
      onSelect(moved.position);
      announce(`${moved.words}: ${moved.text === '' ? 'empty' : moved.text}`);
      void scrollToLine(event.currentTarget, moved.at, moved.row / rows.length);
    }
    event.preventDefault();
  };
  return { range, onSelectionEnd, onKeyDown };
}

function useDiffOptions(
  { look }: DiffFileProps,
  onLineSelectionEnd: (range: SelectedLineRange | null) => void,
): FileDiffOptions<LineThread, undefined> {
  const theme = useTheme((state) => state.theme);
  return useMemo(
    () => ({
      theme: DIFF_THEME,
      themeType: theme,
      preferredHighlighter: 'shiki-js',
      disableFileHeader: true,
      diffStyle: look.split ? 'split' : 'unified',
      overflow: look.wrap ? 'wrap' : 'scroll',
      lineDiffType: 'word-alt',
      unsafeCSS: EXACT_LINE_COLOURS,
      diffIndicators: 'bars',
      hunkSeparators: 'line-info',
      lineHoverHighlight: 'number',
      enableLineSelection: true,
      enableGutterUtility: true,
      onGutterUtilityClick: () => undefined,
      onLineSelectionEnd,
    }),
    [look.split, look.wrap, onLineSelectionEnd, theme],
  );
}
