import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import { keys } from '@/lib/api/query-keys';
import type { Attempt } from '@/lib/api/types';
import { upsertAttempt } from './attempt-cache';

interface Review {
  /** May be empty beside comments. */
  feedback: string;
  commentIds: readonly string[];
  /** Another than the one that worked on it before. */
  agentId?: string | undefined;
}

const requestChanges = (attemptId: string, { feedback, commentIds, agentId }: Review) =>
  once((header) =>
    answer(
      api.POST('/api/attempts/{attempt_id}/request-changes', {
        params: { header, path: { attempt_id: attemptId } },
        // Each is left out rather than empty: the server refuses an empty one.
        body: {
          ...(feedback.trim() !== '' && { feedback }),
          ...(commentIds.length > 0 && { comment_ids: [...commentIds] }),
          ...(agentId !== undefined && { agent_id: agentId }),
        },
      }),
    ),
  );

/** Begins the next attempt and tells the caller, even when a push has redrawn it meanwhile. */
export function useRequestChanges(attempt: Attempt, onStarted: (next: Attempt) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (review: Review) => requestChanges(attempt.id, review),
    onSuccess: (next) => {
      upsertAttempt(client, next);
      onStarted(next);
      void client.invalidateQueries({ queryKey: keys.attempt(attempt.id) });
      void client.invalidateQueries({ queryKey: keys.comments(attempt.id) });
    },
  });
}
