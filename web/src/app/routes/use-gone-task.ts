import { useEffect, useRef } from 'react';
import { isOwnRemoval } from '@/features/tasks/api/own-removals';
import { isPending } from '@/features/tasks/api/pending-tasks';
import type { Task } from '@/lib/api/types';
import { copyAndSay } from '@/lib/copy-text';
import { draftAt } from '@/lib/drafts';
import { notifyRefusal } from '@/lib/notify';

/** What was being written in its drawer, and would be out of reach with it. */
const unsavedText = ({ id }: Task): string =>
  ['title', 'description', 'criterion', 'message']
    .map((field) => draftAt(`${field}:${id}`))
    .filter(Boolean)
    .join('\n\n');

function sayGone(task: Task): void {
  const text = unsavedText(task);
  notifyRefusal(
    `${task.key} was deleted or archived meanwhile`,
    text === '' ? 'It is no longer on this board.' : 'What you were writing in it is not saved.',
    text === '' ? null : { label: 'Copy your text', run: () => void copyAndSay(text, 'Your text') },
  );
}

/** A card that is not on the board cannot be open; that somebody else took it off is said. */
export function useGoneTask(taskId: string | undefined, opened: Task | undefined, onGone: () => void): void {
  const last = useRef<Task>(undefined);
  useEffect(() => {
    if (opened) last.current = opened;
    else if (taskId !== undefined) {
      if (last.current?.id !== taskId)
        notifyRefusal('There is no such card on this board', 'It may have been deleted or archived.');
      else if (!isOwnRemoval(taskId) && !isPending(last.current)) sayGone(last.current);
      onGone();
    }
  }, [onGone, opened, taskId]);
}
