import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '@/lib/announce';
import { cancelAttempt } from '@/lib/api/cancel-attempt';
import type { ProjectAttempt } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { findRun, putRun, upsertRun } from './run-cache';

/** Shown at once; a refusal puts the row back, unless the server has sent a newer one meanwhile. */
export function useCancelRun(run: ProjectAttempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => cancelAttempt(run.id),
    onMutate: () => {
      putRun(client, { ...run, cancel_requested_at: new Date().toISOString() });
      announce(`Cancelling attempt ${run.number} of ${run.task.key}`);
      return run;
    },
    onSuccess: (row) => upsertRun(client, run.project_id, row),
    // By then `run` is the row as it was shown meanwhile.
    onError: (error, _nothing, before) => {
      const shown = findRun(client, run.project_id, run.id);
      if (before && shown?.version === before.version) putRun(client, before);
      notifyProblem('The attempt was not cancelled', error);
    },
  });
}
