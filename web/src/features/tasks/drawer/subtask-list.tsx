import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { SUBTASK_STATUSES } from '@contracts/task-status';
import { Button } from '@/components/button';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import { SectionTitle } from '@/components/section-title';
import { Failed, Loading } from '@/components/state-notes';
import { toneFill } from '@/components/tone';
import type { Tone } from '@/lib/attempt-activity';
import type { CreateSubtask, Subtask, Task } from '@/lib/api/types';
import { draftAt, setDraft } from '@/lib/drafts';
import { notify } from '@/lib/notify';
import { useCreateSubtask } from '../api/create-subtask';
import { useDeleteSubtask } from '../api/delete-subtask';
import { subtasksQuery } from '../api/get-subtasks';
import { isPending } from '../api/pending-tasks';
import { useUpdateSubtask } from '../api/update-subtask';
import { AddLine } from './add-line';
import { SubtaskForm } from './subtask-form';

const TONES: Record<Subtask['status'], Tone> = {
  pending: 'stone',
  running: 'lake',
  done: 'moss',
  failed: 'brick',
};

export function SubtaskList({ task }: { task: Task }) {
  const query = useQuery(subtasksQuery(task.id));
  const place = `subtask:${task.id}`;
  const create = useCreateSubtask(task.id, ({ title }) =>
    setDraft(place, [title, draftAt(place)].filter(Boolean).join(' ')),
  );
  const restore = useCreateSubtask(task.id, (subtask) => offer('Subtask not brought back', subtask));
  function offer(title: string, subtask: CreateSubtask): void {
    notify(title, subtask.title, { label: 'Undo', run: () => restore.mutate(subtask) });
  }
  const remove = useDeleteSubtask(task.id, ({ title, inputs, outputs, test_plan, status }) =>
    offer('Subtask removed', { title, inputs, outputs, test_plan, status }),
  );
  if (!query.data)
    return query.error ? (
      <Failed what="the subtasks" error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Loading what="the subtasks" />
    );
  const subtasks = query.data;
  const done = subtasks.filter(({ status }) => status === 'done').length;
  return (
    <section aria-label="Subtasks">
      <SectionTitle aside={subtasks.length > 0 ? `${done} of ${subtasks.length}` : undefined}>
        Subtasks
      </SectionTitle>
      {subtasks.length === 0 && (
        <p className="mb-2 text-[13.5px] text-subtle">
          Not split. In a team the lead writes the subtasks, one for each dev thread; you can too.
        </p>
      )}
      <ol className="flex flex-col gap-1.5">
        {subtasks.map((subtask, index) => (
          <SubtaskItem
            key={subtask.id}
            subtask={subtask}
            place={index}
            count={subtasks.length}
            onRemove={() => remove.mutate(subtask)}
          />
        ))}
      </ol>
      <AddLine
        key={task.id}
        place={place}
        label="New subtask"
        button="Add subtask"
        placeholder="Add a part of the work…"
        onAdd={(title) => create.mutate({ title })}
      />
    </section>
  );
}

interface SubtaskItemProps {
  subtask: Subtask;
  place: number;
  count: number;
  onRemove: () => void;
}

function SubtaskItem({ subtask, place, count, onRemove }: SubtaskItemProps) {
  const [open, setOpen] = useState(false);
  const update = useUpdateSubtask(subtask.task_id);
  const pending = isPending(subtask);
  const move = (position: number) => update.mutate({ subtask, body: { position } });
  return (
    <li className="rounded-[10px] border bg-card px-3 py-2">
      <div className="flex items-start gap-2">
        <button
          type="button"
          aria-expanded={open}
          disabled={pending}
          onClick={() => setOpen(!open)}
          className="min-w-0 flex-1 rounded text-left text-[13.5px] font-[550] break-words"
        >
          <span className="mr-1.5 text-subtle tabular-nums">{place + 1}.</span>
          <bdi>{subtask.title}</bdi>
        </button>
        <select
          aria-label={`State of “${subtask.title}”`}
          value={subtask.status}
          disabled={pending}
          onChange={(event) => {
            const status = SUBTASK_STATUSES.find((entry) => entry === event.target.value);
            if (status) update.mutate({ subtask, body: { status } });
          }}
          className={`h-6 flex-none rounded-full px-1.5 text-xs font-semibold ${toneFill[TONES[subtask.status]]}`}
        >
          {SUBTASK_STATUSES.map((status) => (
            <option key={status} value={status}>
              {status}
            </option>
          ))}
        </select>
        {!pending && (
          <Menu
            align="end"
            trigger={
              <Button look="ghost" size="tiny" aria-label={`More about “${subtask.title}”`}>
                <Ellipsis size={13} aria-hidden="true" />
              </Button>
            }
          >
            <MenuItem disabled={place === 0} onSelect={() => move(place - 1)}>
              <ArrowUp size={14} aria-hidden="true" /> Move up
            </MenuItem>
            <MenuItem disabled={place === count - 1} onSelect={() => move(place + 1)}>
              <ArrowDown size={14} aria-hidden="true" /> Move down
            </MenuItem>
            <MenuLine />
            <MenuItem danger onSelect={onRemove}>
              <Trash2 size={14} aria-hidden="true" /> Remove
            </MenuItem>
          </Menu>
        )}
      </div>
      {open && (
        <SubtaskForm
          subtask={subtask}
          onSave={(body) => update.mutate({ subtask, body }, { onSuccess: () => setOpen(false) })}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  );
}
