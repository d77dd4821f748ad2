import { linkOptions } from '@tanstack/react-router';
import { waitingPlace, type WaitingTask } from '@/lib/attention';
import { routes } from '@/lib/paths';

/** The very place where a person does what a task waits for. */
export function waitingTarget(task: WaitingTask) {
  const place = waitingPlace(task);
  return place.in === 'attempt'
    ? linkOptions({
        to: routes.attempt,
        params: { projectId: task.project_id, attemptId: place.attemptId },
        search: { tab: place.tab },
      })
    : linkOptions({
        to: routes.project,
        params: { projectId: task.project_id },
        search: { task: task.id, tab: 'thread' },
      });
}
