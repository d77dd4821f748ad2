import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { needsAttentionQuery } from '@/features/needs-you/api/get-needs-attention';
import type { Project, Task } from '@/lib/api/types';
import { waitingTasks, type WaitingTask } from '@/lib/attention';

export interface Waiting {
  /** Of all projects, the longest wait first. */
  tasks: readonly WaitingTask[];
  others: { isPending: boolean; error: unknown; onRetry: () => void };
}

/** The socket says what waits in the open project; of the others the server is asked. */
export function useWaiting(
  project: Project,
  projects: readonly Project[],
  here: readonly Task[] | undefined,
): Waiting {
  const several = projects.length > 1;
  const { data, isPending, error, refetch } = useQuery({ ...needsAttentionQuery, enabled: several });
  return useMemo(() => {
    const elsewhere = several ? (data ?? []).filter((task) => task.project_id !== project.id) : [];
    return {
      tasks: waitingTasks([...(here ?? []), ...elsewhere]),
      others: {
        isPending: several && isPending,
        error: data === undefined ? error : null,
        onRetry: () => void refetch(),
      },
    };
  }, [data, error, here, isPending, project.id, refetch, several]);
}
