import { useNavigate } from '@tanstack/react-router';
import { Sparkles, SquareKanban } from 'lucide-react';
import { useMemo } from 'react';
import type { Command } from '@/features/command-palette/command';
import { columnName } from '@/lib/columns';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';

/** To every card of the board, and to every attempt that waits for review. */
export function useTaskCommands(): Command[] {
  const { project, tasks } = useProject();
  const navigate = useNavigate();
  return useMemo(() => {
    const reviews = tasks.flatMap((task): Command[] => {
      const attempt = task.latest_attempt;
      if (attempt?.status !== 'REVIEW_READY' || attempt.closed) return [];
      return [
        {
          id: `review:${attempt.id}`,
          group: 'Review',
          tag: task.key,
          title: task.title,
          aside: `attempt ${attempt.number}`,
          words: 'review diff',
          Icon: Sparkles,
          run: () =>
            void navigate({
              to: routes.attempt,
              params: { projectId: project.id, attemptId: attempt.id },
              search: { tab: 'diff' },
            }),
        },
      ];
    });
    const cards = tasks.map((task): Command => ({
      id: `task:${task.id}`,
      group: 'Tasks',
      tag: task.key,
      title: task.title,
      aside: columnName(task.status, project.workflow),
      words: task.labels.join(' '),
      Icon: SquareKanban,
      asked: true,
      run: () =>
        void navigate({ to: routes.project, params: { projectId: project.id }, search: { task: task.id } }),
    }));
    return [...reviews, ...cards];
  }, [navigate, project.id, project.workflow, tasks]);
}
