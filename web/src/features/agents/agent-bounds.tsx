import { useWatch, type UseFormReturn } from 'react-hook-form';
import { SelectField, TextField } from '@/components/field';
import type { AgentForm } from './agent-form';

const SANDBOXES = [
  { value: 'auto', label: 'Where possible' },
  { value: 'required', label: 'Always, or not at all' },
  { value: 'container', label: 'In a container' },
  { value: 'off', label: 'Off' },
];

const NETWORKS = [
  { value: 'open', label: 'Open' },
  { value: 'proxy', label: 'Through a proxy' },
  { value: 'none', label: 'None' },
];

/** What the profile may do, and how much of it. */
export function AgentBounds({ form }: { form: UseFormReturn<AgentForm> }) {
  const adapter = useWatch({ control: form.control, name: 'adapter' });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label="Sandbox" options={SANDBOXES} {...form.register('sandbox')} />
        <SelectField label="Network" options={NETWORKS} {...form.register('network')} />
        <Limit form={form} name="runtimeMinutes" label="Time limit in minutes" />
      </div>
      <details className="rounded-lg border px-3 py-2">
        <summary className="cursor-pointer text-[13px] font-semibold text-muted">Further limits</summary>
        <p className="mt-2 text-xs text-subtle">
          {adapter === 'command'
            ? 'As far as the command tells what it uses.'
            : 'A run that reaches one of them ends; what it did until then is kept.'}
        </p>
        <div className="mt-3 mb-1 grid gap-4 sm:grid-cols-2">
          {adapter !== 'command' && <Limit form={form} name="maxTurns" label="Turns" />}
          <Limit form={form} name="maxTokens" label="Tokens" />
          <Limit form={form} name="maxCost" label="Cost in $" />
          <Limit form={form} name="attemptsPerHour" label="Attempts an hour" />
        </div>
      </details>
    </>
  );
}

interface LimitProps {
  form: UseFormReturn<AgentForm>;
  name: 'runtimeMinutes' | 'maxTurns' | 'maxTokens' | 'maxCost' | 'attemptsPerHour';
  label: string;
}

function Limit({ form, name, label }: LimitProps) {
  return (
    <TextField
      label={label}
      optional
      inputMode={name === 'maxCost' || name === 'runtimeMinutes' ? 'decimal' : 'numeric'}
      placeholder="no limit"
      error={form.formState.errors[name]?.message}
      {...form.register(name)}
    />
  );
}
