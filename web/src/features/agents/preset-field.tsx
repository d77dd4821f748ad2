import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { SelectField } from '@/components/field';
import { presetName } from './adapter-words';
import type { AgentForm } from './agent-form';
import { usablePresets, withPreset } from './choose-preset';
import { detectedAgentsQuery } from './api/get-detected-agents';

interface PresetFieldProps {
  form: UseFormReturn<AgentForm>;
  /** Taken as soon as it is known that the machine has it. */
  first: string | undefined;
}

/** The known programs of the machine that a new profile can be made of. */
export function PresetField({ form, first }: PresetFieldProps) {
  const detected = useQuery(detectedAgentsQuery);
  const presets = usablePresets(detected.data ?? []);
  const choose = (name: string) => {
    const chosen = presets.find((entry) => entry.preset === name);
    const current = form.getValues();
    form.reset(chosen ? withPreset(chosen, presets, current) : { ...current, preset: '' }, {
      keepDefaultValues: true,
    });
  };
  const isKnown = presets.some((entry) => entry.preset === first);
  useOnce(isKnown, () => choose(first ?? ''));
  if (presets.length === 0) return null;
  const options = presets.map(({ preset, version }) => ({
    value: preset,
    label: [presetName(preset), version].filter(Boolean).join(' '),
  }));
  return (
    <SelectField
      label="Start from"
      options={[{ value: '', label: 'Nothing: from scratch' }, ...options]}
      {...form.register('preset')}
      onChange={(event) => choose(event.target.value)}
    />
  );
}

/** What the machine has is known a moment after the dialog is open. */
function useOnce(ready: boolean, act: () => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    act();
  });
}
