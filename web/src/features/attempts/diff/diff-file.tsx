import { FileDiff, type FileDiffOptions } from '@pierre/diffs/react';
import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { DiffSize } from '@/components/diff-size';
import { Failed } from '@/components/state-notes';
import { asProblem } from '@/lib/api/problem';
import type { Attempt, DiffFile } from '@/lib/api/types';
import { useTheme } from '@/lib/theme';
import { fileDiffQuery } from '../api/get-file-diff';
import { DIFF_THEME } from './diff-theme';
import { collapsedBecause } from './file-tree';
import { toFileDiff } from './to-file-diff';

export interface DiffLook {
  split: boolean;
  wrap: boolean;
}

interface DiffFileProps {
  attempt: Attempt;
  file: DiffFile;
  look: DiffLook;
  viewed: boolean;
  onViewed: (viewed: boolean) => void;
}

const LINE_PX = 20;

// The library mixes its line colours with the background; the tokens are meant as they are.
const EXACT_LINE_COLOURS =
  '[data-line], [data-no-newline], [data-gutter-buffer], [data-column-number] { --mix-light: 0%; --mix-dark: 0%; }';

/** Becomes true once the element is near the screen, and stays so. */
function useNearScreen() {
  const ref = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || near) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && setNear(true), {
      rootMargin: '600px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [near]);
  return { ref, near };
}

const STATUS: Record<string, string> = {
  added: 'new',
  deleted: 'deleted',
  renamed: 'renamed',
};

export function DiffFileSection({ attempt, file, look, viewed, onViewed }: DiffFileProps) {
  const why = collapsedBecause(file);
  const [open, setOpen] = useState(why === null);
  const status = STATUS[file.status];
  const shown = open && !viewed;
  return (
    <section aria-label={file.path} data-diff-path={file.path} className="border-b">
      <header className="sticky top-0 z-10 flex min-h-10 items-center gap-2 border-b bg-column px-3">
        <button
          type="button"
          aria-expanded={shown}
          aria-label={`${shown ? 'Collapse' : 'Expand'} ${file.path}`}
          onClick={() => {
            setOpen(!shown);
            if (viewed) onViewed(false);
          }}
          className="grid size-6 flex-none place-items-center rounded-md hover:bg-hover"
        >
          <ChevronRight size={15} aria-hidden="true" className={shown ? 'rotate-90' : ''} />
        </button>
        <h2 className="min-w-0 truncate text-[13px]" title={file.path}>
          {file.old_path !== null && file.old_path !== file.path && (
            <span className="text-subtle">
              <bdi>{file.old_path}</bdi> →{' '}
            </span>
          )}
          <bdi>{file.path}</bdi>
        </h2>
        {status !== undefined && <span className="flex-none text-xs text-subtle">{status}</span>}
        <span className="ml-auto flex flex-none items-center gap-3">
          {!file.binary && <DiffSize additions={file.additions} deletions={file.deletions} />}
          <label className="inline-flex items-center gap-1.5 text-xs text-muted">
            <input
              type="checkbox"
              checked={viewed}
              onChange={(event) => onViewed(event.target.checked)}
              className="size-3.5 accent-moss-fg dark:accent-moss-dot"
            />
            Viewed
          </label>
        </span>
      </header>
      {shown && <Body attempt={attempt} file={file} look={look} />}
      {!shown && !viewed && why !== null && (
        <p className="px-4 py-2 text-[12.5px] text-subtle">{why}, collapsed.</p>
      )}
    </section>
  );
}

function Body({ attempt, file, look }: { attempt: Attempt; file: DiffFile; look: DiffLook }) {
  const { ref, near } = useNearScreen();
  const theme = useTheme((state) => state.theme);
  const readable = !file.binary && !file.too_large;
  const diff = useInfiniteQuery({ ...fileDiffQuery(attempt, file.path), enabled: near && readable });
  const metadata = useMemo(() => {
    if (!diff.data) return undefined;
    const hunks = diff.data.pages.flatMap((page) => page.hunks);
    return toFileDiff(file, hunks, `${attempt.head_sha ?? ''}:${file.path}:${hunks.length}`);
  }, [attempt.head_sha, diff.data, file]);
  const options = useMemo<FileDiffOptions<undefined, undefined>>(
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
    }),
    [look.split, look.wrap, theme],
  );
  if (!readable)
    return (
      <p className="px-4 py-3 text-[13px] text-subtle">{collapsedBecause(file)}: nothing to show here.</p>
    );
  if (diff.error && !diff.data)
    return <Failed what="this file" error={diff.error} onRetry={() => void diff.refetch()} />;
  if (metadata === null || metadata?.hunks.length === 0)
    return (
      <p className="px-4 py-3 text-[13px] text-subtle">
        No changed lines: the file was renamed or its mode changed.
      </p>
    );
  const placeholder = Math.min(60, file.additions + file.deletions + 6) * LINE_PX;
  return (
    <div ref={ref} className="diff-lines bg-card" style={metadata ? {} : { minHeight: placeholder }}>
      {metadata && <FileDiff fileDiff={metadata} options={options} disableWorkerPool />}
      {diff.hasNextPage && <NextPage diff={diff} />}
    </div>
  );
}

type Pages = Pick<
  UseInfiniteQueryResult,
  'error' | 'fetchNextPage' | 'isFetchNextPageError' | 'isFetchingNextPage'
>;

function NextPage({ diff }: { diff: Pages }) {
  return (
    <>
      {diff.isFetchNextPageError && (
        <p role="alert" className="px-4 pt-2 text-[12.5px] text-brick-fg">
          {asProblem(diff.error).detail}
        </p>
      )}
      <Button
        look="ghost"
        size="small"
        className="m-2"
        disabled={diff.isFetchingNextPage}
        onClick={() => void diff.fetchNextPage()}
      >
        Show more of this file
      </Button>
    </>
  );
}
