import { Columns2, FolderTree, MessageSquare, WrapText } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { DiffSize } from '@/components/diff-size';
import { Popover } from '@/components/popover';
import type { Attempt, Diff, DiffFile } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { countComments, type FileReview } from '../comments/gather-review';
import { ReviewPopover } from '../comments/review-popover';
import { useDiffLook } from './diff-look';
import type { DiffPlace } from './diff-place';
import { DiffTree } from './diff-tree';

interface DiffToolbarProps {
  attempt: Attempt;
  diff: Diff;
  /** Of the diff, in the order of the tree. */
  files: readonly DiffFile[];
  review: ReadonlyMap<string, FileReview>;
  viewed: ReadonlySet<string>;
  current: string | null;
  /** Side by side needs room. */
  canSplit: boolean;
  /** The tree is beside the diff already. */
  hasTree: boolean;
  onPlace: (place: DiffPlace) => void;
}

export function DiffToolbar(props: DiffToolbarProps) {
  const { attempt, diff, review, viewed, onPlace } = props;
  const look = useDiffLook();
  const comments = [...review.values()].reduce((sum, file) => sum + countComments(file), 0);
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-2.5 gap-y-1 border-b px-3.5 py-1.5 text-[12.5px] text-muted">
      {!props.hasTree && <FilesMenu {...props} />}
      <strong className="font-semibold text-ink">{plural(diff.stats.files, 'file')}</strong>
      <DiffSize additions={diff.stats.additions} deletions={diff.stats.deletions} />
      <span>
        {viewed.size} of {props.files.length} viewed
      </span>
      <span className="ml-auto flex gap-1">
        <ReviewPopover
          attempt={attempt}
          align="end"
          onPlace={onPlace}
          trigger={
            <Button look="ghost" size="small">
              <MessageSquare size={14} aria-hidden="true" /> {plural(comments, 'comment')}
            </Button>
          }
        />
        {props.canSplit && (
          <Button
            look="ghost"
            size="small"
            aria-pressed={look.split}
            onClick={() => useDiffLook.setState({ split: !look.split })}
            className="aria-pressed:bg-active"
          >
            <Columns2 size={14} aria-hidden="true" /> Split
          </Button>
        )}
        <Button
          look="ghost"
          size="small"
          aria-pressed={look.wrap}
          onClick={() => useDiffLook.setState({ wrap: !look.wrap })}
          className="aria-pressed:bg-active"
        >
          <WrapText size={14} aria-hidden="true" /> Wrap
        </Button>
      </span>
    </div>
  );
}

function FilesMenu({ files, review, viewed, current, onPlace }: DiffToolbarProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      dense
      label="Changed files"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" className="-ml-1">
          <FolderTree size={14} aria-hidden="true" /> Files
        </Button>
      }
    >
      <nav aria-label="Changed files" className="text-[13px]">
        <DiffTree
          files={files}
          review={review}
          viewed={viewed}
          current={current}
          onPick={(file) => {
            setOpen(false);
            onPlace({ file });
          }}
        />
      </nav>
    </Popover>
  );
}
