import { useState } from 'react';
import { announce } from '@/lib/announce';
import type { Task } from '@/lib/api/types';
import { draftAt, dropSaved, useDraft } from '@/lib/drafts';
import { useUpdateTaskText, type TextChange } from '../api/update-task-text';

/** A text of a task that is written in place: its draft outlives the drawer, a refusal and what others write. */
export function useTextDraft(task: Task, name: TextChange['name']) {
  const place = `${name}:${task.id}`;
  const { draft, setDraft } = useDraft(place);
  // Kept with the draft: after a reload the row may hold what somebody else wrote since.
  const { draft: begunFrom, setDraft: setBase } = useDraft(`base:${place}`);
  const base = begunFrom ?? task[name];
  const [theirs, setTheirs] = useState<string | null>(null);
  const drop = () => {
    setTheirs(null);
    setDraft(null);
    setBase(null);
  };
  const showConflict = (current: string) => {
    setTheirs(current);
    // Whoever saves again has seen it.
    setBase(current);
    announce(`${task.key} was changed meanwhile. What you wrote is kept and not saved yet.`);
  };
  const update = useUpdateTaskText({
    onSaved: ({ text }, row) => {
      dropSaved(place, text);
      setBase(draftAt(place) === null ? null : row[name]);
      setTheirs(null);
    },
    onConflict: showConflict,
  });
  return {
    draft,
    base,
    theirs,
    saving: update.isPending,
    begin: () => {
      setBase(task[name]);
      setDraft(task[name]);
    },
    write: setDraft,
    drop,
    save: (text: string) => {
      if (update.isPending) return;
      if (text === base || text === task[name]) drop();
      else if (task[name] === base) update.mutate({ task, name, text, base });
      else showConflict(task[name]);
    },
  };
}
