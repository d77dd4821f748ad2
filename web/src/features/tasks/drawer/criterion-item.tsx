import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import type { Criterion, Task } from '@/lib/api/types';
import { useDeleteCriterion } from '../api/delete-criterion';
import { useUpdateCriterion } from '../api/update-criterion';

interface CriterionItemProps {
  task: Task;
  criterion: Criterion;
}

function Evidence({ criterion }: { criterion: Criterion }) {
  const { evidence, check } = criterion;
  if (!evidence) {
    const run = check?.kind === 'command' ? check.run : undefined;
    return run === undefined ? null : (
      <small className="block text-xs text-subtle">
        checked by <span className="code">{run}</span>
      </small>
    );
  }
  const ink = evidence.status === 'passed' ? 'text-moss-fg' : 'text-brick-fg';
  return (
    <small className={`block text-xs ${evidence.stale ? 'text-ochre-fg' : ink}`}>
      {evidence.status} by {evidence.by}
      {evidence.stale && ', stale'}
    </small>
  );
}

export function CriterionItem({ task, criterion }: CriterionItemProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const update = useUpdateCriterion(task);
  const remove = useDeleteCriterion(task);
  const save = () => {
    if (update.isPending) return;
    const text = draft?.trim();
    // A refused text is still there to be put right.
    if (text && text !== criterion.text)
      update.mutate({ criterion, part: { text } }, { onSuccess: () => setDraft(null) });
    else setDraft(null);
  };
  if (draft !== null) {
    return (
      <li className="py-1">
        <input
          autoFocus
          aria-label="Acceptance criterion"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setDraft(null);
          }}
          className="h-8 w-full rounded-lg border border-line-strong bg-card px-2.5 text-[13.5px]"
        />
      </li>
    );
  }
  return (
    <li className="group flex items-start gap-1 py-[3px]">
      <label className="flex min-w-0 flex-1 items-start gap-[9px] text-[13.5px]">
        <input
          type="checkbox"
          checked={criterion.done}
          onChange={(event) => update.mutate({ criterion, part: { done: event.target.checked } })}
          className="mt-[2px] size-[17px] flex-none accent-moss-fg dark:accent-moss-dot"
        />
        <span className="min-w-0 break-words">
          <bdi>{criterion.text}</bdi>
          <Evidence criterion={criterion} />
        </span>
      </label>
      <span className="flex flex-none opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100">
        <Button
          look="ghost"
          size="tiny"
          aria-label={`Edit “${criterion.text}”`}
          onClick={() => setDraft(criterion.text)}
        >
          <Pencil size={12} aria-hidden="true" />
        </Button>
        <Button
          look="ghost"
          size="tiny"
          aria-label={`Remove “${criterion.text}”`}
          onClick={() => remove.mutate(criterion.id)}
        >
          <Trash2 size={12} aria-hidden="true" />
        </Button>
      </span>
    </li>
  );
}
