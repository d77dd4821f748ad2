import { Check, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button';
import { Markdown } from '@/components/markdown';
import { Pill } from '@/components/pill';
import type { Comment } from '@/lib/api/types';
import { useDeleteComment } from '../api/delete-comment';
import { useUpdateComment } from '../api/update-comment';
import { CommentBox } from './comment-box';
import { editPlace, endDraft, useCommentDraft } from './comment-drafts';
import { authorOf, isPending, isSaving, SEVERITY_WORDS, STATE_WORDS } from './comment-state';
import { lineWords } from './line-position';

interface CommentCardProps {
  comment: Comment;
  /** Of an attempt before the one that is looked at. */
  earlier: boolean;
  children?: ReactNode;
}

export function CommentCard({ comment, earlier, children }: CommentCardProps) {
  const place = editPlace(comment.id);
  const draft = useCommentDraft(place);
  const [editing, setEditing] = useState(draft.text !== null);
  const where = lineWords(comment.position ?? comment);
  const update = useUpdateComment(() => endDraft(place));
  if (editing)
    return (
      <CommentBox
        label={`Edit the comment on ${where}`}
        text={draft.text ?? comment}
        onChange={draft.setText}
        onSave={({ body, severity }) => {
          setEditing(false);
          update.mutate({ comment, body: { body: body.trim(), severity } });
        }}
        onClose={() => setEditing(false)}
        saveLabel="Save"
        wantsFocus
      >
        <Button
          look="ghost"
          size="small"
          onClick={() => {
            draft.setText(null);
            setEditing(false);
          }}
        >
          Cancel
        </Button>
      </CommentBox>
    );
  return (
    <article
      aria-label={`${SEVERITY_WORDS[comment.severity].label} comment on ${where}`}
      className={`my-1.5 ml-2 mr-3 max-w-[640px] rounded-[11px] border border-l-[3px] bg-raised px-3 py-2 font-sans text-[13.5px] ${comment.state === 'open' ? 'border-l-accent' : 'border-l-line-strong'}`}
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <strong className="font-[650]">{authorOf(comment)}</strong>
        <Severity comment={comment} />
        <span className="text-xs text-subtle">{statusWords(comment, earlier, where)}</span>
        {(earlier || comment.state !== 'open') && (
          <Pill tone={STATE_WORDS[comment.state].tone}>{STATE_WORDS[comment.state].label}</Pill>
        )}
        {!isSaving(comment) && <CommentActions comment={comment} onEdit={() => setEditing(true)} />}
      </header>
      {children}
      <Markdown text={comment.body} />
      {draft.text !== null && <p className="mt-1 text-xs text-ochre-fg">An edit is not saved yet.</p>}
    </article>
  );
}

function statusWords(comment: Comment, earlier: boolean, where: string): string {
  if (isSaving(comment)) return `saving… · ${where}`;
  if (earlier) return `earlier attempt · ${where}`;
  return isPending(comment) && comment.state === 'open' ? `pending · ${where}` : where;
}

export function Severity({ comment }: { comment: Comment }) {
  const { label, tone } = SEVERITY_WORDS[comment.severity];
  return <Pill tone={tone}>{label}</Pill>;
}

function CommentActions({ comment, onEdit }: { comment: Comment; onEdit: () => void }) {
  const update = useUpdateComment();
  const remove = useDeleteComment();
  const resolved = comment.state === 'resolved';
  return (
    <span className="ml-auto flex gap-0.5">
      {isPending(comment) && comment.author_type === 'user' && (
        <>
          <Button look="ghost" size="small" onClick={onEdit}>
            <Pencil size={12} aria-hidden="true" /> Edit
          </Button>
          <Button
            look="ghost"
            size="small"
            aria-label="Delete the comment"
            title="Delete"
            onClick={() => remove.mutate(comment)}
          >
            <Trash2 size={13} aria-hidden="true" />
          </Button>
        </>
      )}
      <Button
        look="ghost"
        size="small"
        onClick={() => update.mutate({ comment, body: { state: resolved ? 'open' : 'resolved' } })}
      >
        {resolved ? <RotateCcw size={12} aria-hidden="true" /> : <Check size={13} aria-hidden="true" />}
        {resolved ? 'Reopen' : 'Resolve'}
      </Button>
    </span>
  );
}
