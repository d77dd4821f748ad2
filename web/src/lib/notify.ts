import { create } from 'zustand';
import { asProblem } from './api/problem';

export interface Notice {
  id: number;
  kind: 'done' | 'problem';
  title: string;
  description: string;
  /** What a click can do about it, such as `Undo`. */
  action: NoticeAction | null;
  /** The id of the one thing that it is about: a newer notice about that takes its place. */
  about: string | null;
}

export interface NoticeAction {
  label: string;
  run: () => void;
}

/** What is still to be shown; the toasts take it from here. */
export const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));

let nextId = 1;

const add = (notice: Omit<Notice, 'id'>): void =>
  useNotices.setState(({ notices }) => ({ notices: [...notices, { id: nextId++, ...notice }] }));

export const takeNotices = (): readonly Notice[] => {
  const { notices } = useNotices.getState();
  if (notices.length > 0) useNotices.setState({ notices: [] });
  return notices;
};

/** Tells the user, loudly enough for a screen reader, what was refused and what to do about it. */
export function notifyProblem(title: string, error: unknown, about: string | null = null): void {
  const problem = asProblem(error);
  notifyRefusal(title, [problem.detail, problem.hint].filter(Boolean).join(' '), null, about);
}

/** The same in words of the caller's own. */
export const notifyRefusal = (
  title: string,
  description: string,
  action: NoticeAction | null = null,
  about: string | null = null,
): void => add({ kind: 'problem', title, description, action, about });

export const notify = (title: string, description = '', action: NoticeAction | null = null): void =>
  add({ kind: 'done', title, description, action, about: null });
