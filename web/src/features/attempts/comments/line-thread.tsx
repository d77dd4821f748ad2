import type { Attempt } from '@/lib/api/types';
import { CommentCard } from './comment-card';
import { DraftThread } from './draft-thread';
import type { LineThread } from './gather-review';
import type { Writing } from './use-writing';

interface LineThreadProps {
  attempt: Attempt;
  thread: LineThread;
  codeAt: (draft: LineThread['drafts'][number]) => string;
  writing: Writing;
  id: string;
}

export function LineThreadView({ attempt, thread, codeAt, writing, id }: LineThreadProps) {
  return (
    <div id={id} tabIndex={-1} className="-outline-offset-2 py-0.5">
      {thread.comments.map((comment) => (
        <CommentCard key={comment.id} comment={comment} earlier={comment.attempt_id !== attempt.id} />
      ))}
      {thread.drafts.map((draft) => (
        <DraftThread
          key={draft.place}
          attempt={attempt}
          draft={draft}
          code={codeAt(draft)}
          open={writing.open.has(draft.place)}
          onOpen={(open) => writing.setOpen(draft.place, open)}
        />
      ))}
    </div>
  );
}
