import { useQuery } from '@tanstack/react-query';
import type { Attempt } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { commentsQuery } from '../api/get-comments';
import type { DiffPlace } from '../diff/diff-place';
import { useWrittenDrafts } from './comment-drafts';
import { isPending, isSaving } from './comment-state';
import { ReviewPopover } from './review-popover';

interface ReviewChipProps {
  attempt: Attempt;
  agentName: string;
  onPlace: (place: DiffPlace) => void;
}

/** What waits to be sent, at the foot of every tab of the attempt; nothing while nothing waits. */
export default function ReviewChip({ attempt, agentName, onPlace }: ReviewChipProps) {
  const { data: comments = [] } = useQuery({
    ...commentsQuery(attempt.id),
    enabled: attempt.head_sha !== null,
  });
  const drafts = useWrittenDrafts(attempt.id);
  const pending = comments.filter(
    (comment) => isPending(comment) && comment.state === 'open' && !isSaving(comment),
  ).length;
  if (pending + drafts.length === 0) return null;
  const counts = [
    pending > 0 && plural(pending, 'pending comment'),
    drafts.length > 0 && plural(drafts.length, 'draft'),
  ].filter(Boolean);
  return (
    <div className="mr-auto flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 text-[12.5px] text-muted">
      <ReviewPopover
        attempt={attempt}
        onPlace={onPlace}
        trigger={
          <button
            type="button"
            className={`inline-flex min-h-6 items-center rounded-full px-2.5 py-[3px] text-xs font-[650] hover:brightness-[.97] ${pending > 0 ? 'bg-accent-soft text-accent-text' : 'bg-sunken text-muted'}`}
          >
            {counts.join(', ')}
          </button>
        }
      />
      {pending > 0 && (
        <span className="min-w-0 break-words">
          will be sent to <bdi>{agentName}</bdi> as one review
        </span>
      )}
    </div>
  );
}
