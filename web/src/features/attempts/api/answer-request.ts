import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { answer, api } from '@/lib/api/client';
import { newKey, once } from '@/lib/api/once';
import { Problem } from '@/lib/api/problem';
import { keys } from '@/lib/api/query-keys';
import type { AttemptDetail, AttemptInput } from '@/lib/api/types';
import { upsertAttempt } from './attempt-cache';

const answerRequest = (attemptId: string, body: AttemptInput, key: string) =>
  once(
    (header) =>
      answer(
        api.POST('/api/attempts/{attempt_id}/input', {
          params: { header, path: { attempt_id: attemptId } },
          body,
        }),
      ),
    key,
  );

const LATE = ['request.answered', 'request.expired', 'request.not_found'];

/** Somebody or the clock was faster: there is nothing to try again. */
export const isLate = (error: unknown): error is Problem =>
  error instanceof Problem && LATE.includes(error.code);

/** The agent waits for it no longer; a list that is still on its way may not know that. */
async function takeAway(client: QueryClient, attemptId: string, requestId: string): Promise<void> {
  const queryKey = keys.attempt(attemptId);
  await client.cancelQueries({ queryKey, exact: true });
  client.setQueryData<AttemptDetail>(
    queryKey,
    (known) =>
      known && {
        ...known,
        requests: known.requests.filter(({ request_id: id }) => id !== requestId),
      },
  );
}

/** What was asked goes when the server has the answer, and when it wants none any more. */
export function useAnswerRequest(attemptId: string) {
  const client = useQueryClient();
  const last = useRef({ text: '', key: '' });
  /** The same for the same answer: it may have arrived when the connection broke. */
  const keyOf = (input: AttemptInput): string => {
    const text = JSON.stringify(input);
    if (last.current.text !== text) last.current = { text, key: newKey() };
    return last.current.key;
  };
  return useMutation({
    mutationFn: (input: AttemptInput) => answerRequest(attemptId, input, keyOf(input)),
    onSuccess: async (row, { request_id: id }) => {
      await takeAway(client, attemptId, id);
      upsertAttempt(client, row);
    },
    onError: async (error, { request_id: id }) => {
      if (!isLate(error)) return;
      await takeAway(client, attemptId, id);
      void client.invalidateQueries({ queryKey: keys.attempt(attemptId), exact: true });
    },
  });
}
