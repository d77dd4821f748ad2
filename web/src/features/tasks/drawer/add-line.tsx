import { Plus } from 'lucide-react';
import { Button } from '@/components/button';
import { useDraft } from '@/lib/drafts';
import { linesOf } from '../lines-of';

interface AddLineProps {
  /** Where its draft is kept. */
  place: string;
  label: string;
  button: string;
  placeholder: string;
  onAdd: (text: string) => void;
}

/** A field at the end of a list: Enter adds and goes on, several pasted lines are several entries. */
export function AddLine({ place, label, button, placeholder, onAdd }: AddLineProps) {
  const { draft, setDraft } = useDraft(place);
  const text = draft ?? '';
  const add = () => {
    if (text.trim() === '') return;
    onAdd(text.trim());
    setDraft(null);
  };
  return (
    <form
      className="mt-1.5 flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <input
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setDraft(event.target.value === '' ? null : event.target.value)}
        onPaste={(event) => {
          const lines = linesOf(event.clipboardData.getData('text'));
          if (lines.length < 2) return;
          event.preventDefault();
          lines.forEach(onAdd);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return;
          // Out of the field; the next one closes the drawer.
          event.stopPropagation();
          event.currentTarget.blur();
        }}
        className="h-8 min-w-0 flex-1 rounded-lg border border-line-strong bg-card px-2.5 text-[13px]"
      />
      <Button type="submit" aria-label={button} size="icon">
        <Plus size={15} aria-hidden="true" />
      </Button>
    </form>
  );
}
