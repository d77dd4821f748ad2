import { Dialog } from '@base-ui/react/dialog';
import type { Task } from '@/lib/api/types';
import { dropSaved, useDraft } from '@/lib/drafts';
import { useUpdateTask } from '../api/update-task';

/** Looks like a heading and edits like a field: a click or Enter on it starts. */
export function TaskTitle({ task }: { task: Task }) {
  const { draft, setDraft } = useDraft(`title:${task.id}`);
  const update = useUpdateTask((saved) => dropSaved(`title:${saved.task.id}`, saved.body.title ?? ''));
  const save = () => {
    if (update.isPending) return;
    const title = draft?.trim();
    // A refused title is still there to be put right.
    if (title && title !== task.title) update.mutate({ task, body: { title } });
    else setDraft(null);
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
