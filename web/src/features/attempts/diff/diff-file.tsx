import { ChevronRight, Copy, Link2 } from 'lucide-react';
import { memo } from 'react';
import { Button } from '@/components/button';
import { DiffSize } from '@/components/diff-size';
import type { Attempt, CommentPosition, DiffFile } from '@/lib/api/types';
import { copyAndSay } from '@/lib/copy-text';
import { HeadComments } from '../comments/head-comments';
import type { FileReview } from '../comments/gather-review';
import type { Writing } from '../comments/use-writing';
import { DiffFileBody } from './diff-file-body';
import type { DiffLook } from './diff-look';
import { headId } from './file-order';
import { collapsedBecause, STATUS_WORDS } from './file-tree';

/** Where to go; another object for each time that one wants to go there. */
export interface LineTarget {
  position: CommentPosition;
}

export interface DiffFileProps {
  attempt: Attempt;
  file: DiffFile;
  look: DiffLook;
  /** Its lines are asked for at once. */
  eager: boolean;
  review: FileReview;
  viewed: boolean;
  /** `null` until somebody opened or closed it. */
  open: boolean | null;
  target: LineTarget | null;
  selected: CommentPosition | null;
  writing: Writing;
  onViewed: (file: DiffFile, viewed: boolean) => void;
  onOpen: (path: string, open: boolean) => void;
  onSelect: (position: CommentPosition | null) => void;
  onComment: (position: CommentPosition) => void;
}

function linkTo(path: string): string {
  const url = new URL(window.location.href);
  url.search = new URLSearchParams({ tab: 'diff', file: path }).toString();
  return url.href;
}

export const DiffFileSection = memo(function DiffFileSection(props: DiffFileProps) {
  const { file, viewed } = props;
  const why = collapsedBecause(file);
  const shown = props.open ?? (why === null && !viewed);
  return (
    <section aria-label={file.path} data-diff-path={file.path} className="border-b">
      <FileHeader {...props} shown={shown} />
      <FileContent {...props} shown={shown} why={why} />
    </section>
  );
});

interface ShownProps extends DiffFileProps {
  shown: boolean;
}

function FileHeader({ file, viewed, shown, onViewed, onOpen }: ShownProps) {
  return (
    <header className="sticky top-0 z-10 flex min-h-10 items-center gap-2 border-b bg-column px-3 max-sm:px-2">
      <button
        type="button"
        aria-expanded={shown}
        aria-label={`${shown ? 'Collapse' : 'Expand'} ${file.path}`}
        onClick={() => onOpen(file.path, !shown)}
        className="grid size-6 flex-none place-items-center rounded-md hover:bg-hover"
      >
        <ChevronRight size={15} aria-hidden="true" className={shown ? 'rotate-90' : ''} />
      </button>
      <FileName file={file} />
      <span className="flex flex-none max-sm:hidden">
        <Button
          look="ghost"
          size="tiny"
          aria-label={`Copy the path ${file.path}`}
          title="Copy path"
          onClick={() => void copyAndSay(file.path, 'Path')}
        >
          <Copy size={13} aria-hidden="true" />
        </Button>
        <Button
          look="ghost"
          size="tiny"
          aria-label={`Copy a link to ${file.path}`}
          title="Copy link"
          onClick={() => void copyAndSay(linkTo(file.path), 'Link')}
        >
          <Link2 size={14} aria-hidden="true" />
        </Button>
      </span>
      <span className="ml-auto flex flex-none items-center gap-3">
        {!file.binary && <DiffSize additions={file.additions} deletions={file.deletions} />}
        <label className="inline-flex min-h-6 items-center gap-1.5 text-xs text-muted">
          <input
            type="checkbox"
            checked={viewed}
            onChange={(event) => onViewed(file, event.target.checked)}
            className="size-3.5 accent-moss-fg dark:accent-moss-dot"
          />
          Viewed
        </label>
      </span>
    </header>
  );
}

/** Its lines, or why there are none to see; what was said on the file is never out of sight. */
function FileContent({ shown, why, ...props }: ShownProps & { why: string | null }) {
  const { attempt, file, review, viewed, writing, onOpen } = props;
  const readable = !file.binary && !file.too_large;
  if (shown && readable) return <DiffFileBody {...props} />;
  return (
    <>
      <HeadComments
        attempt={attempt}
        id={headId(file.path)}
        lost={review.lost}
        unshown={shown ? review.threads : []}
        writing={writing}
      />
      {shown && <p className="px-4 py-3 text-[13px] text-subtle">{why}: nothing to show here.</p>}
      {!shown && why !== null && !viewed && (
        <p className="flex flex-wrap items-center gap-x-2 px-4 py-2 text-[12.5px] text-subtle">
          {why}, collapsed.
          {readable && (
            <Button size="small" look="ghost" onClick={() => onOpen(file.path, true)}>
              Show the diff
            </Button>
          )}
        </p>
      )}
    </>
  );
}

function FileName({ file }: { file: DiffFile }) {
  const status = STATUS_WORDS[file.status];
  return (
    <>
      <h2 className="min-w-0 truncate text-[13px]" title={file.path}>
        {file.old_path !== null && file.old_path !== file.path && (
          <span className="text-subtle">
            <bdi>{file.old_path}</bdi> →{' '}
          </span>
        )}
        <bdi>{file.path}</bdi>
      </h2>
      {status !== undefined && <span className="flex-none text-xs text-subtle">{status}</span>}
    </>
  );
}
