import type { ReactNode } from 'react';
import { Pill } from '@/components/pill';
import type { Attempt, Comment, CommentPosition } from '@/lib/api/types';
import { useCommentDraft, type CommentDraft } from './comment-drafts';
import { authorOf, STATE_WORDS, SEVERITY_WORDS } from './comment-state';
import { lineWords } from './line-position';
import { useNameOf } from './use-name-of';

interface ReviewListProps {
  attempt: Attempt;
  comments: readonly Comment[];
  drafts: readonly CommentDraft[];
  onPick: (position: Pick<CommentPosition, 'path'> & Partial<CommentPosition>) => void;
}

/** Every comment of the review with the way to its lines, what waits to be saved first. */
export function ReviewList({ attempt, comments, drafts, onPick }: ReviewListProps) {
  const nameOf = useNameOf(attempt, [...comments, ...drafts.map(({ position }) => position)]);
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
        <DraftItem
          key={draft.place}
          draft={draft}
          path={nameOf(draft.position)}
          onPick={() => onPick(draft.position)}
        />
      ))}
      {comments.map((comment) => (
        <CommentItem
          key={comment.id}
          comment={comment}
          path={nameOf(comment.position ?? comment)}
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

interface DraftItemProps extends Pick<ItemProps, 'path' | 'onPick'> {
  draft: CommentDraft;
}

function DraftItem({ draft, path, onPick }: DraftItemProps) {
  const { text } = useCommentDraft(draft.place);
  return (
    <Item
      onPick={onPick}
      path={path}
      where={lineWords(draft.position)}
      pills={<Pill tone="amber">Draft</Pill>}
      text={text?.body ?? ''}
    />
  );
}

interface CommentItemProps extends Pick<ItemProps, 'path' | 'onPick'> {
  comment: Comment;
  earlier: boolean;
}

function CommentItem({ comment, earlier, path, onPick }: CommentItemProps) {
  const severity = SEVERITY_WORDS[comment.severity];
  const state = STATE_WORDS[comment.state];
  return (
    <Item
      onPick={onPick}
      path={path}
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
