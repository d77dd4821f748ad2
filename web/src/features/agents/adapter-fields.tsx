import { useQuery } from '@tanstack/react-query';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { SelectField, TextAreaField, TextField } from '@/components/field';
import { ADAPTER_WORDS, PERMISSION_WORDS, presetName } from './adapter-words';
import { ADAPTERS, fieldsOf, type AgentForm } from './agent-form';
import { withAdapter, withPreset } from './choose-preset';
import { detectedAgentsQuery } from './api/get-detected-agents';

const PERMISSION_MODES = ['ask', 'accept_edits', 'full', 'plan'] as const;

const PLACEHOLDER: Record<AgentForm['adapter'], string> = {
  command: './agent.sh',
  claude: 'claude',
  anthropic: '',
  acp: 'gemini --acp',
};

interface FieldsProps {
  form: UseFormReturn<AgentForm>;
}

/** How the agent is run and spoken with, and only what that needs. */
export function AdapterFields({ form }: FieldsProps) {
  const [adapter, preset] = useWatch({ control: form.control, name: ['adapter', 'preset'] });
  const { data: detected = [] } = useQuery(detectedAgentsQuery);
  const { errors } = form.formState;
  const { command, isAgent, takesServers } = fieldsOf({ adapter, preset });
  const become = (next: AgentForm) => {
    form.reset(next, { keepDefaultValues: true, keepErrors: false });
  };
  return (
    <>
      <SelectField
        label="Runs as"
        hint={ADAPTER_WORDS[adapter].means}
        options={ADAPTERS.map((value) => ({ value, label: ADAPTER_WORDS[value].label }))}
        value={adapter}
        onChange={(event) => {
          const next = ADAPTERS.find((entry) => entry === event.target.value) ?? 'command';
          become(withAdapter(next, detected, form.getValues()));
        }}
      />
      {adapter === 'acp' && (
        <SelectField
          label="Program"
          options={[
            { value: '', label: 'Another one' },
            ...detected
              .filter((entry) => entry.adapter === 'acp' || entry.preset === preset)
              .map((entry) => ({
                value: entry.preset,
                label:
                  entry.status === 'not_installed'
                    ? `${presetName(entry.preset)} · not installed`
                    : presetName(entry.preset),
              })),
          ]}
          value={preset}
          onChange={(event) => {
            const chosen = detected.find((entry) => entry.preset === event.target.value);
            const current = form.getValues();
            become(chosen ? withPreset(chosen, detected, current) : { ...current, preset: '' });
          }}
        />
      )}
      {command !== 'none' && (
        <TextField
          label="Command"
          optional={command === 'optional'}
          mono
          placeholder={PLACEHOLDER[adapter]}
          hint={
            command === 'optional'
              ? 'Left empty: as it is installed here.'
              : 'Run in the attempt’s own workspace.'
          }
          error={errors.command?.message}
          {...form.register('command')}
        />
      )}
      {isAgent && <AgentFields form={form} />}
      {takesServers && <ServersField form={form} />}
    </>
  );
}

/** For those that work with a model and ask people. */
function AgentFields({ form }: FieldsProps) {
  const mode = useWatch({ control: form.control, name: 'permissionMode' });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label="Model"
        optional
        mono
        placeholder="its own choice"
        error={form.formState.errors.model?.message}
        {...form.register('model')}
      />
      <SelectField
        label="Permissions"
        hint={PERMISSION_WORDS[mode].means}
        options={PERMISSION_MODES.map((value) => ({ value, label: PERMISSION_WORDS[value].label }))}
        {...form.register('permissionMode')}
      />
    </div>
  );
}

function ServersField({ form }: FieldsProps) {
  const { mcpServers: fault } = form.formState.errors;
  return (
    <details open={fault !== undefined || undefined} className="rounded-lg border px-3 py-2">
      <summary className="cursor-pointer text-[13px] font-semibold text-muted">MCP servers</summary>
      <div className="mt-3 mb-1">
        <TextAreaField
          label="Servers as JSON"
          optional
          mono
          rows={6}
          placeholder={'{"docs": {"command": "npx", "args": ["docs-server"]}}'}
          hint="By name, each with a command or a url. They run where the agent runs."
          error={fault?.message}
          {...form.register('mcpServers')}
        />
      </div>
    </details>
  );
}
