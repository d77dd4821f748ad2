import { useState } from 'react';
import { Button } from '@/components/button';
import { SelectField, TextField } from '@/components/field';
import type { Criterion } from '@/lib/api/types';

type Check = Criterion['check'];

const KINDS = [
  { value: 'none', label: 'By a person' },
  { value: 'command', label: 'By a command that exits 0' },
  { value: 'file', label: 'By a file that is there' },
  { value: 'agent', label: 'By the verifier’s judgement' },
] as const;
type Kind = (typeof KINDS)[number]['value'];

interface Fields {
  kind: Kind;
  run: string;
  path: string;
  contains: string;
}

const fieldsOf = (check: Check): Fields => ({
  kind: check?.kind ?? 'none',
  run: check?.run ?? '',
  path: check?.path ?? '',
  contains: check?.contains ?? '',
});

/** `undefined` while something is missing. */
function checkOf({ kind, run, path, contains }: Fields): Check | undefined {
  switch (kind) {
    case 'none':
      return null;
    case 'agent':
      return { kind };
    case 'command':
      return run.trim() === '' ? undefined : { kind, run };
    case 'file':
      if (path.trim() === '') return undefined;
      return { kind, path: path.trim(), ...(contains === '' ? {} : { contains }) };
  }
}

interface CriterionCheckFormProps {
  check: Check;
  onSave: (check: Check) => void;
  onClose: () => void;
}

export function CriterionCheckForm({ check, onSave, onClose }: CriterionCheckFormProps) {
  const [fields, setFields] = useState(() => fieldsOf(check));
  const set = (part: Partial<Fields>) => setFields({ ...fields, ...part });
  const wanted = checkOf(fields);
  return (
    <form
      aria-label="How it is proved"
      className="my-1.5 flex flex-col gap-2.5 rounded-lg border border-line bg-sunken p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === undefined) return;
        onSave(wanted);
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <SelectField
        autoFocus
        label="How it is proved"
        options={KINDS}
        value={fields.kind}
        onChange={(event) =>
          set({ kind: KINDS.find(({ value }) => value === event.target.value)?.value ?? 'none' })
        }
      />
      {fields.kind === 'command' && (
        <TextField
          mono
          label="Command"
          placeholder="npm test -- lease"
          value={fields.run}
          onChange={(event) => set({ run: event.target.value })}
        />
      )}
      {fields.kind === 'file' && (
        <>
          <TextField
            mono
            label="File"
            placeholder="docs/lease.md"
            value={fields.path}
            onChange={(event) => set({ path: event.target.value })}
          />
          <TextField
            optional
            label="Contains"
            value={fields.contains}
            onChange={(event) => set({ contains: event.target.value })}
          />
        </>
      )}
      <span className="flex gap-2">
        <Button type="submit" look="primary" size="small" disabled={wanted === undefined}>
          Save check
        </Button>
        <Button size="small" onClick={onClose}>
          Cancel
        </Button>
      </span>
    </form>
  );
}
