import type { UseFormReturn } from 'react-hook-form';
import { SelectField, TextAreaField } from '@/components/field';
import type { SettingsForm } from './settings-form';

const NETWORKS = [
  { value: 'open', label: 'Open' },
  { value: 'proxy', label: 'Through a proxy' },
  { value: 'none', label: 'None' },
];

/** What runs may reach; the list of hosts is that of an agent's own choice of the proxy, too. */
export function NetworkFields({ form }: { form: UseFormReturn<SettingsForm> }) {
  return (
    <>
      <SelectField
        label="Network"
        hint="The stricter one of this and the agent’s counts."
        options={NETWORKS}
        {...form.register('network')}
      />
      <div className="sm:col-span-2">
        <TextAreaField
          label="Hosts that the proxy lets through"
          optional
          mono
          rows={8}
          placeholder={'example.com\n*.example.com\nexample.com:8443'}
          hint="One a line, at public addresses only. The list counts for runs that go through the proxy, by this setting or by that of their agent."
          error={form.formState.errors.networkAllow?.message}
          {...form.register('networkAllow')}
        />
      </div>
    </>
  );
}
