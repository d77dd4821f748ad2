import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { currentOf } from '@/lib/api/problem';
import type { Comment } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { patchComment, upsertComment } from './comment-cache';

interface CommentChange {
  comment: Comment;
  body: { body?: string; severity?: Comment['severity']; state?: 'open' | 'resolved' };
}

const updateComment = ({ comment, body }: CommentChange) =>
  answer(
    api.PATCH('/api/comments/{comment_id}', {
      params: { path: { comment_id: comment.id } },
      body: { ...body, version: comment.version },
    }),
  );

/** Shown at once; a refusal puts back what was changed, unless a push has brought something newer by then. */
export function useUpdateComment(onSaved?: (change: CommentChange) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateComment,
    onMutate: ({ comment, body }) => patchComment(client, comment, body),
    onSuccess: (row, change) => {
      upsertComment(client, row);
      onSaved?.(change);
    },
    onError: (error, { comment }) => {
      const { body, severity, state } = comment;
      patchComment(client, comment, { body, severity, state });
      const current = currentOf(error) as Comment | null;
      if (current) upsertComment(client, current);
      notifyProblem('The comment was not changed', error);
    },
  });
}
