import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { CheckField, SelectField, TextAreaField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import { Failed, Loading } from '@/components/state-notes';
import type { Agent, Attempt, Comment } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { useDraft } from '@/lib/drafts';
import { plural } from '@/lib/format/quantity';
import { commentsQuery } from '../api/get-comments';
import { useRequestChanges } from '../api/request-changes';
import { Severity } from '../comments/comment-card';
import { useWrittenDrafts } from '../comments/comment-drafts';
import { travels } from '../comments/comment-state';
import { lineWords } from '../comments/line-position';
import { useNameOf } from '../comments/use-name-of';

interface RequestChangesDialogProps {
  attempt: Attempt;
  /** Who may go on with it. */
  agents: readonly Agent[];
  onClose: () => void;
  onStarted: (next: Attempt) => void;
}

/** One review: the open comments that are ticked, and what is to be said beside them. */
export default function RequestChangesDialog(props: RequestChangesDialogProps) {
  const { attempt, onClose } = props;
  const comments = useQuery(commentsQuery(attempt.id));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Request changes"
      description={`The next attempt goes on from the result of attempt ${attempt.number} and is given your review.`}
    >
      {comments.isPending && <Loading what="the comments" />}
      {comments.error && !comments.data && (
        <Failed what="the comments" error={comments.error} onRetry={() => void comments.refetch()} />
      )}
      {comments.data && <ReviewForm {...props} comments={comments.data.filter(travels)} />}
    </Dialog>
  );
}

interface ReviewFormProps extends RequestChangesDialogProps {
  comments: readonly Comment[];
}

function ReviewForm({ attempt, agents, comments, onClose, onStarted }: ReviewFormProps) {
  const { draft, setDraft } = useDraft(`changes:${attempt.id}`);
  const feedback = draft ?? '';
  const nameOf = useNameOf(attempt, comments);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [agentId, setAgentId] = useState(attempt.agent_id ?? '');
  const [missing, setMissing] = useState(false);
  const commentIds = comments.flatMap(({ id }) => (left.has(id) ? [] : [id]));
  const nothingSaid = feedback.trim() === '' && commentIds.length === 0;
  const request = useRequestChanges(attempt, (next) => {
    setDraft(null);
    announce(`Attempt ${next.number} was started with your review.`);
    onStarted(next);
  });
  const submit = () => {
    setMissing(nothingSaid);
    const other = agentId === '' || agentId === attempt.agent_id ? undefined : agentId;
    if (!nothingSaid && !request.isPending) request.mutate({ feedback, commentIds, agentId: other });
  };
  const leave = (id: string, out: boolean) =>
    setLeft(new Set(out ? [...left, id] : [...left].filter((other) => other !== id)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit();
      }}
    >
      <DialogBody>
        {comments.length > 0 && (
          <fieldset>
            <legend className="mb-1.5 text-[13px] font-semibold">
              {plural(commentIds.length, 'comment')} of {comments.length} to send
            </legend>
            <ul className="thin-scroll flex max-h-[34vh] flex-col gap-2 overflow-y-auto rounded-xl border bg-sunken p-2.5">
              {comments.map((comment) => (
                <li key={comment.id}>
                  <CheckField
                    label={<CommentLine comment={comment} path={nameOf(comment.position ?? comment)} />}
                    checked={!left.has(comment.id)}
                    onChange={(event) => leave(comment.id, !event.target.checked)}
                  />
                </li>
              ))}
            </ul>
          </fieldset>
        )}
        <UnsavedNote attemptId={attempt.id} />
        <TextAreaField
          label="Feedback"
          optional={commentIds.length > 0}
          autoFocus
          rows={comments.length > 0 ? 3 : 6}
          value={feedback}
          onChange={(event) => setDraft(event.target.value)}
          error={missing && nothingSaid ? 'Say what should be different.' : undefined}
          placeholder="What is missing, what is wrong, what to do instead"
        />
        <AgentField {...{ attempt, agents }} value={agentId} onChange={setAgentId} />
        <ProblemNote error={request.error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Back</Button>
        <Button type="submit" look="primary" disabled={request.isPending}>
          Start attempt {attempt.number + 1}
        </Button>
      </DialogFooter>
    </form>
  );
}

interface AgentFieldProps {
  attempt: Attempt;
  agents: readonly Agent[];
  value: string;
  onChange: (agentId: string) => void;
}

/** Who goes on with it: the same agent unless another is chosen. */
function AgentField({ attempt, agents, value, onChange }: AgentFieldProps) {
  if (!agents.some(({ id }) => id !== attempt.agent_id)) return null;
  const isGone = !agents.some(({ id }) => id === attempt.agent_id);
  return (
    <SelectField
      label="Agent"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={[
        ...(isGone ? [{ value: attempt.agent_id ?? '', label: 'Choose an agent' }] : []),
        ...agents.map(({ id, name }) => ({
          value: id,
          label: id === attempt.agent_id ? `${name} · as before` : name,
        })),
      ]}
    />
  );
}

function CommentLine({ comment, path }: { comment: Comment; path: string }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        <Severity comment={comment} />
        <span className="code min-w-0 break-all text-subtle">
          <bdi>{path}</bdi>
        </span>
        <span className="text-xs text-subtle">{lineWords(comment.position ?? comment)}</span>
      </span>
      <span className="line-clamp-3 break-words whitespace-pre-wrap">{comment.body}</span>
    </>
  );
}

function UnsavedNote({ attemptId }: { attemptId: string }) {
  const { length } = useWrittenDrafts(attemptId);
  if (length === 0) return null;
  return (
    <p className="rounded-lg bg-ochre-bg px-3 py-2 text-[13px] text-ochre-fg">
      {plural(length, 'draft')} not saved yet: {length === 1 ? 'it stays' : 'they stay'} behind unless saved
      as {length === 1 ? 'a comment' : 'comments'} first.
    </p>
  );
}
