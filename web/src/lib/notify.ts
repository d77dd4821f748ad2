import { create } from 'zustand';
import { asProblem } from './api/problem';

export interface Notice {
  id: number;
  kind: 'done' | 'problem';
  title: string;
  description: string;
}

/** What is still to be shown; the toasts take it from here. */
export const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));

let nextId = 1;

const add = (kind: Notice['kind'], title: string, description: string): void =>
  useNotices.setState(({ notices }) => ({
    notices: [...notices, { id: nextId++, kind, title, description }],
  }));

export const takeNotices = (): readonly Notice[] => {
  const { notices } = useNotices.getState();
  if (notices.length > 0) useNotices.setState({ notices: [] });
  return notices;
};

/** Tells the user, loudly enough for a screen reader, what was refused and what to do about it. */
export function notifyProblem(title: string, error: unknown): void {
  const problem = asProblem(error);
  add('problem', title, [problem.detail, problem.hint].filter(Boolean).join(' '));
}

export const notify = (title: string, description = ''): void => add('done', title, description);
