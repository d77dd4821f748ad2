import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Archive, ArrowRightLeft, Link2, PanelRight, Play, Square } from 'lucide-react';
import { useCancelAttempt } from '@/features/attempts/api/cancel';
import { attemptQuery } from '@/features/attempts/api/get-attempt';
import { useStartAttempt } from '@/features/attempts/api/start-attempt';
import type { Command } from '@/features/command-palette/command';
import { useArchiveTasks } from '@/features/tasks/api/archive-task';
import { useMoveTask } from '@/features/tasks/api/move-task';
import { planMove } from '@/features/tasks/board/plan-move';
import type { Task } from '@/lib/api/types';
import { copyAndSay } from '@/lib/copy-text';
import { isActive } from '@/lib/attempt-activity';
import { columnsOf } from '@/lib/columns';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';
import { usePalette } from './palette-state';

/** What the commands are about: the task of the page, the open one, or the card that had the focus. */
function useTaskAtHand(): Task | undefined {
  const { tasks } = useProject();
  const { attemptId } = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const cardId = usePalette((state) => state.cardId);
  if (attemptId !== undefined) return tasks.find(({ latest_attempt }) => latest_attempt?.id === attemptId);
  const id = 'task' in search && search.task !== undefined ? search.task : cardId;
  return tasks.find((task) => task.id === id);
}

/** Run, cancel, move and put away the card at hand. */
export function useOpenCardCommands(): Command[] {
  const { project, tasks } = useProject();
  const navigate = useNavigate();
  const task = useTaskAtHand();
  const attempt = task?.latest_attempt;
  const params = { projectId: project.id };
  const start = useStartAttempt(
    task?.id ?? '',
    ({ id }) =>
      void navigate({ to: routes.attempt, params: { ...params, attemptId: id }, search: { tab: 'logs' } }),
  );
  const active = attempt && isActive(attempt) ? attempt.id : null;
  const running = useQuery({ ...attemptQuery(active ?? ''), enabled: active !== null }).data;
  const cancel = useCancelAttempt();
  const archive = useArchiveTasks();
  const move = useMoveTask(project.id);
  if (!task) return [];

  const about = { group: `This card · ${task.key}`, words: `${task.key} card task` };
  const run: Command = running
    ? {
        ...about,
        id: 'card:cancel',
        title: 'Cancel the attempt',
        Icon: Square,
        run: () => cancel.mutate(running),
      }
    : {
        ...about,
        id: 'card:run',
        title: attempt ? 'Run again' : 'Run',
        Icon: Play,
        run: () => start.mutate({}),
      };
  const moves = columnsOf(project.workflow)
    .filter(({ status }) => status !== task.status)
    .map(({ status, name }): Command => ({
      ...about,
      id: `card:move:${status}`,
      title: `Move to ${name}`,
      Icon: ArrowRightLeft,
      run: () => move.mutate(planMove(tasks, tasks, { task, status, columnName: name, index: 0 })),
    }));
  const open = { to: routes.project, params, search: { task: task.id } } as const;
  return [
    run,
    { ...about, id: 'card:open', title: 'Open the card', Icon: PanelRight, run: () => void navigate(open) },
    ...moves,
    {
      ...about,
      id: 'card:link',
      title: 'Copy the link',
      words: `${about.words} url share`,
      Icon: Link2,
      run: () => void copyAndSay(`${window.location.origin}/projects/${project.id}?task=${task.id}`, 'Link'),
    },
    { ...about, id: 'card:archive', title: 'Archive', Icon: Archive, run: () => archive.mutate([task]) },
  ];
}
