import { useState } from 'react';
import { Button } from '@/components/button';
import { TextAreaField, TextField } from '@/components/field';
import type { Subtask, UpdateSubtask } from '@/lib/api/types';

interface SubtaskFormProps {
  subtask: Subtask;
  onSave: (body: UpdateSubtask) => void;
  onClose: () => void;
}

const textsOf = ({ title, inputs, outputs, test_plan }: Subtask) => ({ title, inputs, outputs, test_plan });
type Texts = ReturnType<typeof textsOf>;

/** The others may have been written elsewhere meanwhile. */
const changed = (before: Texts, now: Texts): Partial<Texts> =>
  Object.fromEntries(Object.entries(now).filter(([name, text]) => before[name as keyof Texts] !== text));

/** What a dev thread is told of its part; a refused change stays to be put right. */
export function SubtaskForm({ subtask, onSave, onClose }: SubtaskFormProps) {
  const [before] = useState(() => textsOf(subtask));
  const [fields, setFields] = useState(before);
  const write = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
  });
  return (
    <form
      aria-label={`Subtask “${subtask.title}”`}
      className="mt-2 flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (fields.title.trim() !== '') onSave(changed(before, fields));
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <TextField label="Title" {...write('title')} />
      <TextAreaField label="Inputs" optional rows={2} {...write('inputs')} />
      <TextAreaField label="Outputs" optional rows={2} {...write('outputs')} />
      <TextAreaField label="Test plan" optional rows={2} {...write('test_plan')} />
      {subtask.thread_id !== null && (
        <p className="text-xs text-subtle">
          Thread <bdi className="code">{subtask.thread_id}</bdi>
        </p>
      )}
      <span className="flex gap-2">
        <Button type="submit" look="primary" size="small">
          Save
        </Button>
        <Button size="small" onClick={onClose}>
          Cancel
        </Button>
      </span>
    </form>
  );
}
