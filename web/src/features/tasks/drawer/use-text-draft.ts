import { useState } from 'react';
import { announce } from '@/lib/announce';
import type { Task } from '@/lib/api/types';
import { dropSaved, useDraft } from '@/lib/drafts';
import { useUpdateTaskText, type TextChange } from '../api/update-task-text';

/** A text of a task that is written in place: its draft outlives the drawer, a refusal and what others write. */
export function useTextDraft(task: Task, name: TextChange['name']) {
  const place = `${name}:${task.id}`;
  const { draft, setDraft } = useDraft(place);
  const [base, setBase] = useState(task[name]);
  const [theirs, setTheirs] = useState<string | null>(null);
  const update = useUpdateTaskText({
    onSaved: ({ text }) => {
      dropSaved(place, text);
      setTheirs(null);
    },
    onConflict: (change, current) => {
      setTheirs(current);
      // Whoever saves again has seen it.
      setBase(current);
      announce(`${change.task.key} was changed meanwhile. What you wrote is kept and not saved yet.`);
    },
  });
  return {
    draft,
    theirs,
    saving: update.isPending,
    begin: () => {
      setBase(task[name]);
      setDraft(task[name]);
    },
    write: setDraft,
    drop: () => {
      setTheirs(null);
      setDraft(null);
    },
    save: (text: string) => {
      if (!update.isPending) update.mutate({ task, name, text, base });
    },
  };
}
