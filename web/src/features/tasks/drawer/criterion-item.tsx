import { ArrowDown, ArrowUp, Ellipsis, FlaskConical, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import type { Criterion, Task } from '@/lib/api/types';
import { isPending } from '../api/pending-tasks';
import { useUpdateCriterion } from '../api/update-criterion';
import { CriterionCheckForm } from './criterion-check-form';
import { CriterionEvidence } from './criterion-evidence';

interface CriterionItemProps {
  task: Task;
  criterion: Criterion;
  onRemove: () => void;
  onMove: (step: 1 | -1) => void;
}

export function CriterionItem({ task, criterion, onRemove, onMove }: CriterionItemProps) {
  const [editing, setEditing] = useState<'text' | 'check' | null>(null);
  const update = useUpdateCriterion(task);
  const pending = isPending(criterion);
  if (editing === 'text')
    return <CriterionText task={task} criterion={criterion} onClose={() => setEditing(null)} />;
  return (
    <li className="py-[3px]">
      <div
        className="group flex items-start gap-1"
        onKeyDown={(event) => {
          const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
          if (!event.altKey || step === null || pending) return;
          event.preventDefault();
          onMove(step);
        }}
      >
        <label className="flex min-w-0 flex-1 items-start gap-[9px] text-[13.5px]">
          <input
            type="checkbox"
            checked={criterion.done}
            disabled={pending}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            onChange={(event) => update.mutate({ criterion, part: { done: event.target.checked } })}
            className="mt-[2px] size-[17px] flex-none accent-moss-fg dark:accent-moss-dot"
          />
          <bdi className={`min-w-0 break-words ${pending ? 'text-subtle' : ''}`}>{criterion.text}</bdi>
        </label>
        {!pending && (
          <span className="flex flex-none opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-data-popup-open:opacity-100 [@media(hover:none)]:opacity-100">
            <Button
              look="ghost"
              size="tiny"
              aria-label={`Edit “${criterion.text}”`}
              onClick={() => setEditing('text')}
            >
              <Pencil size={12} aria-hidden="true" />
            </Button>
            <Menu
              align="end"
              trigger={
                <Button look="ghost" size="tiny" aria-label={`More about “${criterion.text}”`}>
                  <Ellipsis size={13} aria-hidden="true" />
                </Button>
              }
            >
              <MenuItem onSelect={() => setEditing('check')}>
                <FlaskConical size={14} aria-hidden="true" /> How it is proved…
              </MenuItem>
              <MenuItem onSelect={() => onMove(-1)}>
                <ArrowUp size={14} aria-hidden="true" /> Move up
              </MenuItem>
              <MenuItem onSelect={() => onMove(1)}>
                <ArrowDown size={14} aria-hidden="true" /> Move down
              </MenuItem>
              <MenuLine />
              <MenuItem danger onSelect={onRemove}>
                <Trash2 size={14} aria-hidden="true" /> Remove
              </MenuItem>
            </Menu>
          </span>
        )}
      </div>
      {editing === 'check' ? (
        <CriterionCheckForm
          check={criterion.check}
          onSave={(check) => update.mutate({ criterion, part: { check } })}
          onClose={() => setEditing(null)}
        />
      ) : (
        <CriterionEvidence criterion={criterion} />
      )}
    </li>
  );
}

interface CriterionTextProps {
  task: Task;
  criterion: Criterion;
  onClose: () => void;
}

function CriterionText({ task, criterion, onClose }: CriterionTextProps) {
  const [draft, setDraft] = useState(criterion.text);
  const update = useUpdateCriterion(task);
  const save = () => {
    const text = draft.trim();
    if (update.isPending) return;
    // A refused text is still there to be put right.
    if (text !== '' && text !== criterion.text)
      update.mutate({ criterion, part: { text } }, { onSuccess: onClose });
    else onClose();
  };
  return (
    <li className="py-1">
      <textarea
        autoFocus
        rows={2}
        aria-label="Acceptance criterion"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            save();
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            onClose();
          }
        }}
        className="w-full resize-none rounded-lg border border-line-strong bg-card px-2.5 py-1 text-[13.5px]"
      />
    </li>
  );
}
