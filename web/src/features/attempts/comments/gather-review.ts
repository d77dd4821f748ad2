import type { Comment, CommentPosition } from '@/lib/api/types';
import type { CommentDraft } from './comment-drafts';
import { isSavingOf } from './comment-state';

/** What is said, and being written, below one line. */
export interface LineThread {
  side: CommentPosition['side'];
  line: number;
  comments: readonly Comment[];
  drafts: readonly CommentDraft[];
}

export interface FileReview {
  /** From the top of the file down. */
  threads: readonly LineThread[];
  /** About lines that are gone. */
  lost: readonly Comment[];
}

export const NOTHING_SAID: FileReview = { threads: [], lost: [] };

export const countComments = ({ threads, lost }: FileReview): number =>
  threads.reduce((sum, { comments }) => sum + comments.length, lost.length);

export const countDrafts = ({ threads }: FileReview): number =>
  threads.reduce((sum, { drafts }) => sum + drafts.filter(({ isEmpty }) => !isEmpty).length, 0);

interface Gathered {
  threads: Map<
    string,
    { side: CommentPosition['side']; line: number; comments: Comment[]; drafts: CommentDraft[] }
  >;
  lost: Comment[];
}

/** The review by file and line. A draft that is being saved is shown as the comment that it becomes. */
export function gatherReview(
  comments: readonly Comment[],
  drafts: readonly CommentDraft[],
): ReadonlyMap<string, FileReview> {
  const files = new Map<string, Gathered>();
  const fileAt = (path: string) => {
    const file: Gathered = files.get(path) ?? { threads: new Map(), lost: [] };
    files.set(path, file);
    return file;
  };
  const threadAt = ({ path, side, line }: CommentPosition) => {
    const { threads } = fileAt(path);
    const thread = threads.get(`${side}${line}`) ?? { side, line, comments: [], drafts: [] };
    threads.set(`${side}${line}`, thread);
    return thread;
  };
  for (const comment of comments) {
    if (comment.position) threadAt(comment.position).comments.push(comment);
    else fileAt(comment.path).lost.push(comment);
  }
  for (const draft of drafts)
    if (!comments.some((comment) => isSavingOf(comment, draft.place)))
      threadAt(draft.position).drafts.push(draft);
  return new Map(
    [...files].map(([path, { threads, lost }]) => [
      path,
      { threads: [...threads.values()].sort((a, b) => a.line - b.line || (a.side === 'old' ? -1 : 1)), lost },
    ]),
  );
}
