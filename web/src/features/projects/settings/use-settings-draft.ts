import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Project } from '@/lib/api/types';
import { useDraft } from '@/lib/drafts';
import { SETTINGS_FIELDS, settingsSchema, toSettingsForm, type SettingsForm } from './settings-form';

type Field = keyof SettingsForm;

interface StoredDraft {
  /** What the fields were when they were changed here. */
  base: Partial<SettingsForm>;
  values: Partial<SettingsForm>;
}

/** A field that was changed here and, since then, elsewhere. */
export interface FieldConflict {
  field: Field;
  mine: SettingsForm[Field];
  theirs: SettingsForm[Field];
}

const pick = (form: SettingsForm, fields: readonly Field[]): Partial<SettingsForm> =>
  Object.fromEntries(fields.map((field) => [field, form[field]]));

function parseDraft(text: string | null): StoredDraft {
  try {
    const draft = JSON.parse(text ?? '{}') as Partial<StoredDraft>; // written below; each value is checked when it is used
    return { base: draft.base ?? {}, values: draft.values ?? {} };
  } catch {
    return { base: {}, values: {} };
  }
}

/** The settings under change: kept in this browser until they are saved, and held against what others save meanwhile. */
export function useSettingsDraft(project: Project) {
  const { draft, setDraft } = useDraft(`settings:${project.id}`);
  const [stored] = useState(() => parseDraft(draft));
  const theirs = toSettingsForm(project);
  const [base, setBase] = useState<SettingsForm>(() => ({ ...theirs, ...stored.base }));
  // What others save meanwhile is taken over, but for the fields that were changed here.
  const form = useForm({
    resolver: zodResolver(settingsSchema),
    values: theirs,
    resetOptions: { keepDirtyValues: true },
  });
  const { setValue, control } = form;
  useEffect(() => {
    for (const field of SETTINGS_FIELDS) {
      const value = stored.values[field];
      if (typeof value === 'string' || typeof value === 'boolean')
        setValue(field, value, { shouldDirty: true });
    }
  }, [setValue, stored]);

  const values = { ...theirs, ...useWatch({ control }) };
  const changed = SETTINGS_FIELDS.filter((field) => values[field] !== theirs[field]);
  const conflicts: FieldConflict[] = changed
    .filter((field) => base[field] !== theirs[field])
    .map((field) => ({ field, mine: values[field], theirs: theirs[field] }));
  const text =
    changed.length === 0
      ? null
      : JSON.stringify({ base: pick(base, changed), values: pick(values, changed) } satisfies StoredDraft);
  useEffect(() => {
    setDraft(text);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `setDraft` is another function each time
  }, [text]);

  return {
    form,
    changed,
    conflicts,
    /** The field as it is stored is known now; what is written here stays, or gives way. */
    settle: (field: Field, choice: 'mine' | 'theirs') => {
      if (choice === 'theirs') setValue(field, theirs[field], { shouldDirty: true });
      setBase({ ...base, [field]: theirs[field] });
    },
    /** All fields are as this row says. */
    restart: (row: Project) => {
      // Without this the form's own options keep what was changed here.
      form.reset(toSettingsForm(row), { keepDirtyValues: false });
      setBase(toSettingsForm(row));
    },
  };
}
