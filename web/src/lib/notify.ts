import { Toast } from '@base-ui/react/toast';
import { asProblem } from './api/problem';

export const toasts = Toast.createToastManager();

/** Tells the user, loudly enough for a screen reader, what was refused and what to do about it. */
export function notifyProblem(title: string, error: unknown): void {
  const problem = asProblem(error);
  toasts.add({
    type: 'problem',
    title,
    description: [problem.detail, problem.hint].filter(Boolean).join(' '),
    priority: 'high',
    timeout: 9000,
  });
}

export function notify(title: string, description?: string): void {
  toasts.add({ type: 'done', title, ...(description === undefined ? {} : { description }) });
}
