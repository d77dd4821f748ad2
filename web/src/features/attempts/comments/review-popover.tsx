import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Popover } from '@/components/popover';
import type { Attempt } from '@/lib/api/types';
import { commentsQuery } from '../api/get-comments';
import type { DiffPlace } from '../diff/diff-place';
import { useWrittenDrafts } from './comment-drafts';
import { toLineParam } from './line-position';
import { ReviewList } from './review-list';

interface ReviewPopoverProps {
  attempt: Attempt;
  trigger: ReactElement;
  align?: 'start' | 'end';
  onPlace: (place: DiffPlace) => void;
}

export function ReviewPopover({ attempt, trigger, align = 'start', onPlace }: ReviewPopoverProps) {
  const [open, setOpen] = useState(false);
  const comments = useQuery({ ...commentsQuery(attempt.id), enabled: attempt.head_sha !== null });
  const drafts = useWrittenDrafts(attempt.id);
  return (
    <Popover dense label="Review" trigger={trigger} align={align} open={open} onOpenChange={setOpen}>
      {comments.error && !comments.data ? (
        <p role="alert" className="px-2 pb-2 text-[13px] text-brick-fg">
          The comments could not be loaded: {comments.error.message}
        </p>
      ) : (
        <ReviewList
          attempt={attempt}
          comments={comments.data ?? []}
          drafts={drafts}
          onPick={({ path, side, line, start_line }) => {
            setOpen(false);
            onPlace({
              file: path,
              line:
                side === undefined || line === undefined
                  ? undefined
                  : toLineParam({ side, line, start_line: start_line ?? null }),
            });
          }}
        />
      )}
    </Popover>
  );
}
