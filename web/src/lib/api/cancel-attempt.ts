import { answer, api } from './client';

/** From its page and from the list of runs, which show it in different ways. */
export const cancelAttempt = (attemptId: string) =>
  answer(api.POST('/api/attempts/{attempt_id}/cancel', { params: { path: { attempt_id: attemptId } } }));
