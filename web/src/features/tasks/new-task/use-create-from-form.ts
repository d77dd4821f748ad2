import { create } from 'zustand';
import type { Project } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { draftAt, setDraft } from '@/lib/drafts';
import { asProblem } from '@/lib/api/problem';
import { notifyRefusal } from '@/lib/notify';
import { useCreateTask, type NewTask } from '../api/create-task';
import type { NewTaskForm } from './new-task-form';
import { newTaskPlace, toCreateTask } from './to-create-task';

/** Why what is in the dialog's draft was refused, by project. */
export const useRefusals = create<{ errors: Record<string, unknown> }>(() => ({ errors: {} }));

export const setRefusal = (projectId: string, error: unknown): void =>
  useRefusals.setState(({ errors }) => ({ errors: { ...errors, [projectId]: error } }));

interface FormTask extends NewTask {
  form: NewTaskForm;
}

/**
 * Makes a task of the dialog's form. The dialog is gone at once and the card is there; when it is refused, the form
 * comes back as it was, with why.
 */
export function useCreateFromForm(project: Project, onReopen: () => void) {
  const place = newTaskPlace(project.id);
  const { mutate } = useCreateTask<FormTask>(project, {
    onRefused: (error, { form }) => {
      const giveBack = () => {
        setDraft(place, JSON.stringify(form));
        setRefusal(project.id, error);
        onReopen();
      };
      const title = `“${form.title}” was not created`;
      announce(`${title}. ${asProblem(error).detail}`);
      // Another task may be half written by now: that one is not taken away.
      if (draftAt(place) === null) giveBack();
      else notifyRefusal(title, asProblem(error).detail, { label: 'Open it', run: giveBack });
    },
  });
  return (form: NewTaskForm) => {
    setDraft(place, null);
    setRefusal(project.id, null);
    mutate({ body: toCreateTask(form), status: 'inbox', form });
  };
}
