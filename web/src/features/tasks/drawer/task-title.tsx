import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import type { Task } from '@/lib/api/types';
import { useUpdateTask } from '../api/update-task';

/** Looks like a heading and edits like a field: a click or Enter on it starts. */
export function TaskTitle({ task }: { task: Task }) {
  const [draft, setDraft] = useState<string | null>(null);
  const update = useUpdateTask(task);
  const save = () => {
    const title = draft?.trim();
    if (title && title !== task.title) update.mutate({ title });
    setDraft(null);
  };
  if (draft === null) {
    return (
      <Dialog.Title className="title mt-2 mb-2.5 text-[22px] leading-[1.22] text-balance break-words">
        <button
          type="button"
          title="Edit the title"
          onClick={() => setDraft(task.title)}
          className="rounded-md text-left hover:bg-hover"
        >
          <bdi>{task.title}</bdi>
        </button>
      </Dialog.Title>
    );
  }
  return (
    <textarea
      autoFocus
      aria-label="Title"
      rows={2}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          save();
        } else if (event.key === 'Escape') {
          event.stopPropagation();
          setDraft(null);
        }
      }}
      className="title mt-2 mb-1 w-full resize-none rounded-lg border border-line-strong bg-card px-2 py-1 text-[22px] leading-[1.22]"
    />
  );
}
