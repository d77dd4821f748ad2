import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '@/lib/announce';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import { keys } from '@/lib/api/query-keys';
import type { Attempt, Comment, CommentPosition } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { endDraft, type CommentText } from '../comments/comment-drafts';
import { savingId } from '../comments/comment-state';
import { lineWords } from '../comments/line-position';
import { removeComment, upsertComment } from './comment-cache';

export interface NewComment extends CommentText {
  /** Where its draft is kept until the server has it. */
  place: string;
  position: CommentPosition;
  code: string;
}

const createComment = (attemptId: string, { position, severity, body }: NewComment) =>
  once((header) =>
    answer(
      api.POST('/api/attempts/{attempt_id}/comments', {
        params: { header, path: { attempt_id: attemptId } },
        body: { ...position, severity, body: body.trim() },
      }),
    ),
  );

const savingRow = (attempt: Attempt, { place, position, severity, body, code }: NewComment): Comment => {
  const now = new Date().toISOString();
  return {
    ...position,
    id: savingId(place),
    project_id: attempt.project_id,
    task_id: attempt.task_id,
    attempt_id: attempt.id,
    code,
    body,
    severity,
    author_type: 'user',
    state: 'open',
    sent_with: null,
    position,
    seen_in: attempt.id,
    created_at: now,
    updated_at: now,
    version: 0,
  };
};

/** Shown at once. A refusal takes it off again, and the draft is there as it was. */
export function useCreateComment(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (comment: NewComment) => createComment(attempt.id, comment),
    onMutate: (comment) =>
      client.setQueryData<Comment[]>(keys.comments(attempt.id), (comments) => [
        ...(comments ?? []),
        savingRow(attempt, comment),
      ]),
    onSuccess: (row, { place, position }) => {
      endDraft(place);
      removeComment(client, savingId(place));
      upsertComment(client, row);
      announce(`Comment on ${lineWords(position)} saved. It goes out with your review.`);
    },
    onError: (error, { place }) => {
      removeComment(client, savingId(place));
      notifyProblem('The comment was not saved; your text is kept', error);
    },
  });
}
