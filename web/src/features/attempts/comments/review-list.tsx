import type { ReactNode } from 'react';
import { Pill } from '@/components/pill';
import type { Attempt, Comment, CommentPosition } from '@/lib/api/types';
import { useCommentDraft, type CommentDraft } from './comment-drafts';
import { authorOf, STATE_WORDS, SEVERITY_WORDS } from './comment-state';
import { lineWords } from './line-position';

interface ReviewListProps {
  attempt: Attempt;
  comments: readonly Comment[];
  drafts: readonly CommentDraft[];
  onPick: (position: Pick<CommentPosition, 'path'> & Partial<CommentPosition>) => void;
}

/** Every comment of the review with the way to its lines, what waits to be saved first. */
export function ReviewList({ attempt, comments, drafts, onPick }: ReviewListProps) {
  if (comments.length + drafts.length === 0)
    return (
      <p className="px-2 pb-2 text-[13px] text-muted">
        No comments yet. Click a line number, drag over several, or move to a line with the arrow keys and
        press Enter.
      </p>
    );
  return (
    <ul className="flex flex-col">
      {drafts.map((draft) => (
        <DraftItem key={draft.place} draft={draft} onPick={() => onPick(draft.position)} />
      ))}
      {comments.map((comment) => (
        <CommentItem
          key={comment.id}
          comment={comment}
          earlier={comment.attempt_id !== attempt.id}
          onPick={() => onPick(comment.position ?? { path: comment.path })}
        />
      ))}
    </ul>
  );
}

interface ItemProps {
  onPick: () => void;
  path: string;
  where: string;
  pills: ReactNode;
  text: string;
}

function Item({ onPick, path, where, pills, text }: ItemProps) {
  return (
    <li>
      <button
        type="button"
        onClick={onPick}
        className="block w-full rounded-lg px-2 py-1.5 text-left -outline-offset-2 hover:bg-hover"
      >
        <span className="flex items-center gap-1.5">
          <span className="code min-w-0 truncate text-subtle" title={path}>
            <bdi>{path.slice(path.lastIndexOf('/') + 1)}</bdi>
          </span>
          <span className="flex-none text-xs text-subtle">{where}</span>
          <span className="ml-auto inline-flex flex-none gap-1">{pills}</span>
        </span>
        <span className="line-clamp-2 text-[13px] break-words">{text}</span>
      </button>
    </li>
  );
}

function DraftItem({ draft, onPick }: { draft: CommentDraft; onPick: () => void }) {
  const { text } = useCommentDraft(draft.place);
  return (
    <Item
      onPick={onPick}
      path={draft.position.path}
      where={lineWords(draft.position)}
      pills={<Pill tone="amber">Draft</Pill>}
      text={text === null || text.body.trim() === '' ? 'Nothing written yet' : text.body}
    />
  );
}

interface CommentItemProps {
  comment: Comment;
  earlier: boolean;
  onPick: () => void;
}

function CommentItem({ comment, earlier, onPick }: CommentItemProps) {
  const severity = SEVERITY_WORDS[comment.severity];
  const state = STATE_WORDS[comment.state];
  return (
    <Item
      onPick={onPick}
      path={comment.position?.path ?? comment.path}
      where={comment.position ? lineWords(comment.position) : 'lines are gone'}
      pills={
        <>
          <Pill tone={severity.tone}>{severity.label}</Pill>
          {(earlier || comment.state !== 'open') && <Pill tone={state.tone}>{state.label}</Pill>}
        </>
      }
      text={`${comment.author_type === 'user' ? '' : `${authorOf(comment)}: `}${comment.body}`}
    />
  );
}
