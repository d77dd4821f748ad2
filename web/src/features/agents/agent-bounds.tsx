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
  const { errors } = form.formState;
  const adapter = useWatch({ control: form.control, name: 'adapter' });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label="Sandbox" options={SANDBOXES} {...form.register('sandbox')} />
        <SelectField label="Network" options={NETWORKS} {...form.register('network')} />
        <TextField
          label="Time limit in minutes"
          optional
          inputMode="decimal"
          placeholder="no limit"
          error={errors.runtimeMinutes?.message}
          {...form.register('runtimeMinutes')}
        />
      </div>
      <details className="rounded-lg border px-3 py-2">
        <summary className="cursor-pointer text-[13px] font-semibold text-muted">Further limits</summary>
        <p className="mt-2 text-xs text-subtle">
          {adapter === 'command'
            ? 'As far as the command tells what it uses.'
            : 'A run that reaches one of them ends; what it did until then is kept.'}
        </p>
        <div className="mt-3 mb-1 grid gap-4 sm:grid-cols-2">
          {adapter !== 'command' && (
            <TextField
              label="Turns"
              optional
              inputMode="numeric"
              placeholder="no limit"
              error={errors.maxTurns?.message}
              {...form.register('maxTurns')}
            />
          )}
          <TextField
            label="Tokens"
            optional
            inputMode="numeric"
            placeholder="no limit"
            error={errors.maxTokens?.message}
            {...form.register('maxTokens')}
          />
          <TextField
            label="Cost in $"
            optional
            inputMode="decimal"
            placeholder="no limit"
            error={errors.maxCost?.message}
            {...form.register('maxCost')}
          />
          <TextField
            label="Attempts an hour"
            optional
            inputMode="numeric"
            placeholder="no limit"
            error={errors.attemptsPerHour?.message}
            {...form.register('attemptsPerHour')}
          />
        </div>
      </details>
    </>
  );
}
