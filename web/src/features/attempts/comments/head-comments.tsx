import type { Attempt, Comment } from '@/lib/api/types';
import { CommentCard } from './comment-card';
import type { LineThread } from './gather-review';
import { LineThreadView } from './line-thread';
import type { Writing } from './use-writing';

interface HeadCommentsProps {
  attempt: Attempt;
  id: string;
  /** About lines that are no more. */
  lost: readonly Comment[];
  /** About lines that are there, but not among those shown. */
  unshown: readonly LineThread[];
  writing: Writing;
}

/** What has no line to stand below stands at the head of its file, with the code that it was about. */
export function HeadComments({ attempt, id, lost, unshown, writing }: HeadCommentsProps) {
  if (lost.length === 0 && unshown.length === 0) return null;
  return (
    <div id={id} tabIndex={-1} className="border-b bg-sunken px-1 py-1 -outline-offset-2">
      {lost.map((comment) => (
        <CommentCard key={comment.id} comment={comment} earlier={comment.attempt_id !== attempt.id}>
          <p className="mt-1 text-xs font-semibold text-subtle">Lines are gone</p>
          <Code comment={comment} />
        </CommentCard>
      ))}
      {unshown.map((thread) => (
        <LineThreadView
          key={`${thread.side}${thread.line}`}
          id={`${id}:${thread.side}${thread.line}`}
          attempt={attempt}
          thread={thread}
          codeAt={() => ''}
          writing={writing}
        />
      ))}
    </div>
  );
}

function Code({ comment }: { comment: Comment }) {
  if (comment.code === '') return null;
  return (
    <pre
      tabIndex={0}
      aria-label="The code that it was about"
      className="thin-scroll code mt-0.5 max-h-40 overflow-auto rounded-lg bg-column px-2.5 py-1.5 text-muted"
    >
      {comment.code}
    </pre>
  );
}
