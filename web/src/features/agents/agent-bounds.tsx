import type { UseFormReturn } from 'react-hook-form';
import { SelectField, TextField } from '@/components/field';
import type { AgentForm } from './agent-form';

const SANDBOXES = [
  { value: 'auto', label: 'Where possible' },
  { value: 'required', label: 'Always, or not at all' },
  { value: 'off', label: 'Off' },
];

const NETWORKS = [
  { value: 'open', label: 'Open' },
  { value: 'proxy', label: 'Through a proxy' },
  { value: 'none', label: 'None' },
];

const PERMISSION_MODES = [
  { value: 'full', label: 'Do everything' },
  { value: 'accept_edits', label: 'Edit files, ask to run' },
  { value: 'ask', label: 'Ask each time' },
  { value: 'plan', label: 'Plan only' },
];

/** What the profile may do, and how much of it. */
export function AgentBounds({ form }: { form: UseFormReturn<AgentForm> }) {
  const { errors } = form.formState;
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
        <summary className="cursor-pointer text-[13px] font-semibold text-muted">
          Model, permissions and further limits
        </summary>
        <p className="mt-2 text-xs text-subtle">
          For adapters that know them. A command line says its own model and what it may do.
        </p>
        <div className="mt-3 mb-1 grid gap-4 sm:grid-cols-2">
          <TextField label="Model" optional mono error={errors.model?.message} {...form.register('model')} />
          <SelectField label="Permissions" options={PERMISSION_MODES} {...form.register('permissionMode')} />
          <TextField
            label="Turns"
            optional
            inputMode="numeric"
            placeholder="no limit"
            error={errors.maxTurns?.message}
            {...form.register('maxTurns')}
          />
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
        </div>
      </details>
    </>
  );
}
