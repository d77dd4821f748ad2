import { useState } from 'react';
import { useDraft } from '@/lib/drafts';

interface QuickAddProps {
  place: string;
  columnName: string;
  onAdd: (title: string) => void;
  onClose: () => void;
}

/** One title a line: Enter makes a card and goes on with the next; several pasted lines make several cards. */
export function QuickAdd({ place, columnName, onAdd, onClose }: QuickAddProps) {
  const { draft, setDraft } = useDraft(place);
  const [added, setAdded] = useState(0);
  const text = draft ?? '';
  const add = () => {
    const titles = text.split('\n').flatMap((line) => line.trim() || []);
    titles.forEach(onAdd);
    setAdded(added + titles.length);
    setDraft(null);
  };
  return (
    <form
      className="mx-2 mb-2 rounded-[11px] border border-accent bg-card p-2"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <textarea
        autoFocus
        rows={2}
        aria-label={`Title of a new task in ${columnName}`}
        placeholder="What should be different afterwards?"
        value={text}
        onChange={(event) => setDraft(event.target.value === '' ? null : event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            add();
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            onClose();
          }
        }}
        onBlur={() => text === '' && onClose()}
        className="w-full resize-none rounded bg-transparent px-1 text-[13.5px] leading-[1.34] font-semibold outline-offset-0"
      />
      <p className="flex justify-between gap-2 px-1 text-[11.5px] text-subtle">
        <span>Enter adds it, Escape ends</span>
        <span role="status">{added > 0 && `${added} added`}</span>
      </p>
    </form>
  );
}
