import { Button } from '@/components/button';
import type { Attempt } from '@/lib/api/types';
import { useCreateComment } from '../api/create-comment';
import { CommentBox } from './comment-box';
import { endDraft, useCommentDraft, type CommentDraft } from './comment-drafts';
import { DraftCard } from './draft-card';
import { lineWords } from './line-position';

interface DraftThreadProps {
  attempt: Attempt;
  draft: CommentDraft;
  /** The code below which it stands, as far as it is known here. */
  code: string;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** What is being written on a line: a box while a person is at it, and else a card that waits. */
export function DraftThread({ attempt, draft: { place, position }, code, open, onOpen }: DraftThreadProps) {
  const { text, setText } = useCommentDraft(place);
  const create = useCreateComment(attempt);
  const where = lineWords(position);
  if (text === null) return null;
  const discard = () => {
    onOpen(false);
    endDraft(place);
  };
  if (!open)
    return <DraftCard where={where} text={text} onContinue={() => onOpen(true)} onDiscard={discard} />;
  return (
    <CommentBox
      label={`Comment on ${where}`}
      text={text}
      onChange={setText}
      onSave={(written) => {
        onOpen(false);
        create.mutate({ ...written, place, position, code });
      }}
      onClose={() => (text.body.trim() === '' ? discard() : onOpen(false))}
      saveLabel="Add comment"
      wantsFocus
    >
      <span className="text-xs text-subtle max-sm:hidden">{where}</span>
      <Button look="ghost" size="small" onClick={discard}>
        Discard
      </Button>
    </CommentBox>
  );
}
