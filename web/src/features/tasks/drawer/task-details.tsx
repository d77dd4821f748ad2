import { Pencil } from 'lucide-react';
import { Button } from '@/components/button';
import { Markdown } from '@/components/markdown';
import type { Agent, Task } from '@/lib/api/types';
import { dropSaved, useDraft } from '@/lib/drafts';
import { useUpdateTask } from '../api/update-task';
import { CriteriaList } from './criteria-list';
import { TaskAssignment } from './task-assignment';

export function TaskDetails({ task, agents }: { task: Task; agents: readonly Agent[] }) {
  return (
    <div className="flex flex-col gap-[18px]">
      <Description key={task.id} task={task} />
      <CriteriaList task={task} />
      <TaskAssignment key={task.id} task={task} agents={agents} />
    </div>
  );
}

function Description({ task }: { task: Task }) {
  const { draft, setDraft } = useDraft(`description:${task.id}`);
  const update = useUpdateTask((saved) =>
    dropSaved(`description:${saved.task.id}`, saved.body.description ?? ''),
  );
  if (draft !== null) {
    return (
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!update.isPending) update.mutate({ task, body: { description: draft } });
        }}
      >
        <textarea
          autoFocus
          aria-label="Description"
          rows={8}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // Out of the field, with what was written; the next one closes the drawer.
            event.stopPropagation();
            if (draft === task.description && !update.isPending) setDraft(null);
            else event.currentTarget.blur();
          }}
          className="w-full resize-y rounded-lg border border-line-strong bg-card px-2.5 py-2 text-[13.5px] leading-relaxed"
        />
        <span className="flex gap-2">
          <Button type="submit" look="primary" size="small" disabled={update.isPending}>
            {update.isPending ? 'Saving…' : 'Save'}
          </Button>
          <Button size="small" onClick={() => setDraft(null)}>
            Cancel
          </Button>
        </span>
      </form>
    );
  }
  const empty = task.description === '';
  return (
    <section aria-label="Description" className="group relative">
      {empty ? (
        <p className="text-[13.5px] text-subtle">No description.</p>
      ) : (
        <div className="pr-8">
          <Markdown text={task.description} />
        </div>
      )}
      <Button
        look="ghost"
        size="small"
        className="absolute -top-1 right-0 px-1.5"
        aria-label="Edit the description"
        onClick={() => setDraft(task.description)}
      >
        <Pencil size={13} aria-hidden="true" />
      </Button>
    </section>
  );
}
