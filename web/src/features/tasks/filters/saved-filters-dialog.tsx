import { ArrowUp, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { FilterQuery, SavedFilter } from '@/lib/api/types';
import { useCreateFilter } from '../api/create-filter';
import { useDeleteFilter } from '../api/delete-filter';
import { useUpdateFilter } from '../api/update-filter';
import { pickFilters, type BoardFilters } from '../board/filter-tasks';

const LONGEST_NAME = 60;

interface SavedFiltersDialogProps {
  projectId: string;
  saved: readonly SavedFilter[];
  /** What is to be saved; without it the ones that there are may be changed. */
  query: BoardFilters | null;
  onClose: () => void;
}

export default function SavedFiltersDialog({ projectId, saved, query, onClose }: SavedFiltersDialogProps) {
  return query ? (
    <SaveDialog {...{ projectId, query, onClose }} />
  ) : (
    <ManageDialog {...{ projectId, saved, onClose }} />
  );
}

/** Absent, not undefined: what is sent names only what is asked. */
const asked = (filters: BoardFilters): FilterQuery =>
  Object.fromEntries(Object.entries(pickFilters(filters)).filter(([, value]) => value !== undefined));

type SaveDialogProps = Pick<SavedFiltersDialogProps, 'projectId' | 'onClose'> & { query: BoardFilters };

function SaveDialog({ projectId, query, onClose }: SaveDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState((query.q ?? '').slice(0, LONGEST_NAME));
  const create = useCreateFilter(projectId);
  return (
    <Dialog open onClose={onClose} title="Save this filter" initialFocus={input}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '' || create.isPending) return;
          create.mutate({ name: name.trim(), query: asked(query) }, { onSuccess: onClose });
        }}
      >
        <DialogBody>
          <TextField
            ref={input}
            label="Name"
            maxLength={LONGEST_NAME}
            value={name}
            onChange={(event) => setName(event.target.value)}
            hint="It is yours, for this board; it is also among the commands."
          />
          <ProblemNote error={create.error} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={name.trim() === '' || create.isPending}>
            {create.isPending ? 'Saving…' : 'Save'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function ManageDialog({ projectId, saved, onClose }: Omit<SavedFiltersDialogProps, 'query'>) {
  return (
    <Dialog open onClose={onClose} title="Saved filters" description="Yours, for this board.">
      <DialogBody>
        {saved.length === 0 && <p className="text-[13.5px] text-muted">None is left.</p>}
        <ul className="flex flex-col gap-2">
          {saved.map((filter, index) => (
            <FilterRow key={filter.id} {...{ projectId, filter, index }} />
          ))}
        </ul>
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function FilterRow({ projectId, filter, index }: { projectId: string; filter: SavedFilter; index: number }) {
  const update = useUpdateFilter(projectId);
  const remove = useDeleteFilter(projectId);
  const [typed, setTyped] = useState<string | null>(null);
  const rename = () => {
    const name = typed?.trim() ?? '';
    if (name !== '' && name !== filter.name) update.mutate({ filter, name });
    setTyped(null);
  };
  return (
    <li className="flex items-center gap-1.5">
      <input
        aria-label={`Name of the filter ${filter.name}`}
        value={typed ?? filter.name}
        maxLength={LONGEST_NAME}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={rename}
        onKeyDown={(event) => event.key === 'Enter' && rename()}
        className="h-[34px] min-w-0 flex-1 rounded-lg border border-line-strong bg-card px-2.5 text-[13.5px]"
      />
      <Button
        look="ghost"
        size="icon"
        aria-label={`Move ${filter.name} up`}
        disabled={index === 0}
        onClick={() => update.mutate({ filter, position: index - 1 })}
      >
        <ArrowUp size={15} aria-hidden="true" />
      </Button>
      <Button
        look="ghost"
        size="icon"
        aria-label={`Delete ${filter.name}`}
        onClick={() => remove.mutate(filter)}
      >
        <Trash2 size={15} aria-hidden="true" className="text-brick-fg" />
      </Button>
    </li>
  );
}
