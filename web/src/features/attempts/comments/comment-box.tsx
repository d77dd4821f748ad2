import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from '@/components/button';
import { Kbd } from '@/components/kbd';
import type { Comment } from '@/lib/api/types';
import { focusWhenShown } from '@/lib/focus-when-shown';
import { KEYS, shownKey } from '@/lib/keys';
import { SEVERITIES, type CommentText } from './comment-drafts';
import { SEVERITY_WORDS } from './comment-state';

interface CommentBoxProps {
  label: string;
  text: CommentText;
  onChange: (text: CommentText) => void;
  onSave: (text: CommentText) => void;
  /** The box goes; what is written in it stays. */
  onClose: () => void;
  saveLabel: string;
  /** A person has just asked for it. */
  wantsFocus: boolean;
  children?: ReactNode;
}

export function CommentBox({
  label,
  text,
  onChange,
  onSave,
  onClose,
  saveLabel,
  wantsFocus,
  children,
}: CommentBoxProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  // The diff gives a new box its place a few frames later; before that nothing in it can be focused.
  useEffect(() => (wantsFocus ? focusWhenShown(() => area.current) : undefined), [wantsFocus]);
  const empty = text.body.trim() === '';
  const save = () => {
    if (!empty) onSave(text);
  };
  return (
    <form
      aria-label={label}
      className="my-1.5 ml-2 mr-3 max-w-[640px] rounded-[11px] border border-line-strong bg-raised p-2.5 font-sans text-[13.5px] shadow-[0_4px_14px_rgb(60_38_18/.08)]"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          save();
        } else if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <textarea
        ref={area}
        aria-label={label}
        placeholder="What should be different here?"
        rows={3}
        value={text.body}
        onChange={(event) => onChange({ ...text, body: event.target.value })}
        className="block w-full resize-y rounded bg-transparent px-1 py-0.5 leading-relaxed -outline-offset-1"
      />
      <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-2">
        <SeverityField value={text.severity} onChange={(severity) => onChange({ ...text, severity })} />
        <span className="ml-auto flex flex-wrap items-center gap-1.5">
          {children}
          <Button type="submit" look="primary" size="small" disabled={empty}>
            {saveLabel} <Kbd onAccent>{shownKey(KEYS.send[0])}</Kbd>
          </Button>
        </span>
      </div>
    </form>
  );
}

interface SeverityFieldProps {
  value: Comment['severity'];
  onChange: (severity: Comment['severity']) => void;
}

function SeverityField({ value, onChange }: SeverityFieldProps) {
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-lg border bg-sunken p-0.5">
      <legend className="sr-only">How much it matters</legend>
      {SEVERITIES.map((severity) => (
        <label
          key={severity}
          className="cursor-pointer rounded-md px-2 py-0.5 text-xs font-semibold text-muted has-checked:bg-raised has-checked:text-ink has-checked:shadow-[0_1px_2px_rgb(60_38_18/.18)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            checked={severity === value}
            onChange={() => onChange(severity)}
            className="sr-only"
          />
          {SEVERITY_WORDS[severity].label}
        </label>
      ))}
    </fieldset>
  );
}
