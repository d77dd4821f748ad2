import { Dialog } from '@base-ui/react/dialog';
import type { Task } from '@/lib/api/types';
import { ConflictNote } from './conflict-note';
import { useTextDraft } from './use-text-draft';

/** Looks like a heading and edits like a field: a click or Enter on it starts. */
export function TaskTitle({ task }: { task: Task }) {
  const { draft, theirs, begin, write, drop, save } = useTextDraft(task, 'title');
  const finish = () => {
    const title = draft?.trim();
    // A refused title is still there to be put right.
    if (title) save(title);
    else drop();
  };
  if (draft === null) {
    return (
      <Dialog.Title className="title mt-2 mb-2.5 max-h-[5.2lh] overflow-y-auto text-[22px] leading-[1.22] text-balance break-words">
        <button
          type="button"
          title="Edit the title"
          onClick={begin}
          className="max-w-full min-w-0 rounded-md text-left break-words hover:bg-hover"
        >
          <bdi>{task.title}</bdi>
        </button>
      </Dialog.Title>
    );
  }
  return (
    <>
      {theirs !== null && <ConflictNote what="The title" theirs={theirs} onTakeTheirs={drop} />}
      <textarea
        autoFocus
        aria-label="Title"
        rows={2}
        value={draft}
        // A browser puts the caret before the text.
        onFocus={({ currentTarget: field }) =>
          field.setSelectionRange(field.value.length, field.value.length)
        }
        onChange={(event) => write(event.target.value)}
        onBlur={theirs === null ? finish : undefined}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            finish();
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            drop();
          }
        }}
        className="title mt-2 mb-1 w-full resize-none rounded-lg border border-line-strong bg-card px-2 py-1 text-[22px] leading-[1.22]"
      />
    </>
  );
}
