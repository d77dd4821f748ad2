import type { UseFormReturn } from 'react-hook-form';
import { CheckField, TextAreaField, TextField } from '@/components/field';
import { Card } from './card';
import type { SettingsForm } from './settings-form';

const COMMANDS = [
  { name: 'install', label: 'Install' },
  { name: 'test', label: 'Test' },
  { name: 'lint', label: 'Lint' },
] as const;

export function CommandSettings({ form }: { form: UseFormReturn<SettingsForm> }) {
  const { errors } = form.formState;
  return (
    <Card title="Commands">
      {COMMANDS.map(({ name, label }) => (
        <div key={name} className="grid grid-cols-[minmax(0,1fr)_108px] gap-3">
          <TextField label={label} optional mono {...form.register(name)} />
          <TextField
            label="Seconds"
            aria-label={`Seconds that ${name} may take`}
            inputMode="numeric"
            error={errors[`${name}Timeout`]?.message}
            {...form.register(`${name}Timeout`)}
          />
        </div>
      ))}
      <CheckField
        label="Install before the agent starts, so that it can run tests"
        {...form.register('installFirst')}
      />
      <TextAreaField
        label="Workspace files"
        optional
        mono
        rows={2}
        placeholder=".env"
        hint="Files that git does not track but tests need, one pattern a line. They are copied into each workspace."
        {...form.register('workspaceFiles')}
      />
    </Card>
  );
}
