import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '@/lib/announce';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Comment } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { removeComment } from './comment-cache';

const deleteComment = (commentId: string) =>
  answer(api.DELETE('/api/comments/{comment_id}', { params: { path: { comment_id: commentId } } }));

/** Gone at once; a refusal brings it back. */
export function useDeleteComment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (comment: Comment) => deleteComment(comment.id),
    onMutate: (comment) => {
      removeComment(client, comment.id);
    },
    onSuccess: () => announce('Comment deleted.'),
    onError: (error) => {
      void client.invalidateQueries({ queryKey: keys.allComments });
      notifyProblem('The comment was not deleted', error);
    },
  });
}
