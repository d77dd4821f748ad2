import { Virtualizer } from '@pierre/diffs/react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { uncommentable } from '../actions/possible';
import { Empty } from '@/components/state-notes';
import type { Attempt, Comment, CommentPosition, Diff, DiffFile } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { focusWhenShown } from '@/lib/focus-when-shown';
import { useKeys } from '@/lib/keys';
import { useMediaQuery } from '@/lib/use-media-query';
import { commentsQuery } from '../api/get-comments';
import { beginDraft, draftPlace, useCommentDrafts } from '../comments/comment-drafts';
import { gatherReview, NOTHING_SAID } from '../comments/gather-review';
import { HeadComments } from '../comments/head-comments';
import { toLineParam } from '../comments/line-position';
import { useWriting, type Writing } from '../comments/use-writing';
import { DiffFileSection } from './diff-file';
import { useDiffLook } from './diff-look';
import type { DiffPlace } from './diff-place';
import { DiffToolbar } from './diff-toolbar';
import { DiffTree } from './diff-tree';
import { commentStops, headId, stepFrom } from './file-order';
import { inTreeOrder } from './file-tree';
import { useWay } from './use-way';
import { useViewedMarks } from './viewed-marks';

interface DiffFilesProps {
  attempt: Attempt;
  diff: Diff;
  place: DiffPlace | null;
  onPlace: (place: DiffPlace) => void;
}

/** More than a screen shows, and how many of them ask for their lines before anybody has looked where they are. */
const FIRST = 8;
const EAGER = 2;

const NO_COMMENTS: readonly Comment[] = [];
const IDLE: Writing = { open: new Set(), setOpen: () => undefined };

export function DiffFiles({ attempt, diff, place, onPlace }: DiffFilesProps) {
  const files = useMemo(() => inTreeOrder(diff.files), [diff.files]);
  const root = useRef<HTMLDivElement>(null);
  const hasTree = useMediaQuery('(min-width: 1024px)');
  const canSplit = useMediaQuery('(min-width: 1200px)');
  const { split, wrap } = useDiffLook();
  const look = useMemo(() => ({ split: split && canSplit, wrap }), [canSplit, split, wrap]);
  const { viewed, mark } = useViewedMarks(attempt, files);
  const { data: comments = NO_COMMENTS } = useQuery(commentsQuery(attempt.id));
  const drafts = useCommentDrafts(attempt.id);
  const review = useMemo(() => gatherReview(comments, drafts), [comments, drafts]);
  const { writing, write } = useWriting();
  const way = useWay(root, place, onPlace);
  const { openFile, forgetOpen, select, link, goTo } = way;

  const setViewed = useCallback(
    (file: DiffFile, seen: boolean) => {
      mark(file, seen);
      forgetOpen(file.path);
    },
    [forgetOpen, mark],
  );
  const whyNot = uncommentable(attempt);
  const comment = useCallback(
    (position: CommentPosition) => {
      select(position);
      link({ file: position.path, line: toLineParam(position) });
      if (whyNot !== null) {
        announce(whyNot);
        return;
      }
      const place = draftPlace(attempt.id, position);
      beginDraft(place);
      write(place);
    },
    [attempt.id, link, select, whyNot, write],
  );
  const goToFile = useCallback((file: string) => goTo({ file }), [goTo]);
  useSteps({ files, review, viewed, way, setViewed });

  // The first screen at once, the rest without keeping the page from answering; a link may lead to any of them.
  const drawn = useDeferredValue(files, place === null ? files.slice(0, FIRST) : files);
  const elsewhere = [...review].filter(([path]) => !files.some((file) => file.path === path));
  return (
    <div ref={root} className="flex h-full min-h-0">
      {hasTree && files.length > 0 && (
        <nav
          aria-label="Changed files"
          className="thin-scroll w-[250px] flex-none overflow-y-auto border-r bg-sidebar px-2 py-2.5 text-[13px]"
        >
          <DiffTree files={drawn} review={review} viewed={viewed} current={way.current} onPick={goToFile} />
        </nav>
      )}
      <div className="flex min-w-0 flex-1 flex-col" {...way.steering}>
        <DiffToolbar
          attempt={attempt}
          diff={diff}
          files={files}
          review={review}
          viewed={viewed}
          current={way.current}
          canSplit={canSplit}
          hasTree={hasTree}
          onPlace={way.goTo}
        />
        <Virtualizer className="diff-scroller thin-scroll min-h-0 flex-1 overflow-auto">
          {elsewhere.map(([path, { lost, threads }]) => (
            <section key={path} aria-label={path} data-diff-path={path}>
              <h2 className="truncate border-b bg-column px-3 py-2 text-[13px]" title={path}>
                <bdi>{path}</bdi> <span className="text-xs text-subtle">no longer in this diff</span>
              </h2>
              <HeadComments
                attempt={attempt}
                id={headId(path)}
                lost={lost}
                unshown={threads}
                writing={writing}
              />
            </section>
          ))}
          {files.length === 0 && (
            <Empty title="Nothing changed">The attempt ended with the tree that it started from.</Empty>
          )}
          {drawn.map((file, index) => {
            const said = review.get(file.path);
            return (
              <DiffFileSection
                key={file.path}
                attempt={attempt}
                file={file}
                look={look}
                eager={index < EAGER}
                review={said ?? NOTHING_SAID}
                viewed={viewed.has(file.path)}
                open={way.opened.get(file.path) ?? null}
                target={way.target?.position.path === file.path ? way.target : null}
                selected={way.selected?.path === file.path ? way.selected : null}
                writing={said ? writing : IDLE}
                onViewed={setViewed}
                onOpen={openFile}
                onSelect={select}
                onComment={comment}
              />
            );
          })}
        </Virtualizer>
      </div>
    </div>
  );
}

interface Steps {
  files: readonly DiffFile[];
  review: ReturnType<typeof gatherReview>;
  viewed: ReadonlySet<string>;
  way: ReturnType<typeof useWay>;
  setViewed: (file: DiffFile, seen: boolean) => void;
}

/** File by file and comment by comment, with one key each. */
function useSteps({ files, review, viewed, way, setViewed }: Steps): void {
  const [stopId, setStopId] = useState<string | null>(null);
  const at = files.findIndex(({ path }) => path === way.current);
  const toFile = (by: 1 | -1) => {
    const file = stepFrom(files, at, by);
    if (file) way.goTo({ file: file.path });
  };
  const toComment = (by: 1 | -1) => {
    const stops = commentStops(files, review);
    const stop = stepFrom(
      stops,
      stops.findIndex(({ element }) => element === stopId),
      by,
    );
    if (!stop) return;
    setStopId(stop.element);
    way.goTo({
      file: stop.path,
      line: stop.line === null ? undefined : toLineParam({ ...stop.line, start_line: null }),
    });
    focusWhenShown(() => document.getElementById(stop.element));
  };
  useKeys({
    nextFile: () => toFile(1),
    previousFile: () => toFile(-1),
    nextComment: () => toComment(1),
    previousComment: () => toComment(-1),
    markFile: () => {
      const file = files[at];
      if (file) setViewed(file, !viewed.has(file.path));
    },
  });
}
