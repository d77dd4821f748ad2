import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { SelectField, TextAreaField, TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { Agent } from '@/lib/api/types';
import { notify } from '@/lib/notify';
import { agentSchema, emptyAgent, toAgentForm, toAgentBody, usablePresets } from './agent-form';
import { useCreateAgent } from './api/create-agent';
import { detectedAgentsQuery } from './api/get-detected-agents';
import { useUpdateAgent } from './api/update-agent';

interface AgentDialogProps {
  /** The profile to edit; none for a new one. */
  agent: Agent | null;
  onClose: () => void;
  onSaved?: (agent: Agent) => void;
}

const SANDBOXES = [
  { value: 'auto', label: 'When this machine offers one' },
  { value: 'required', label: 'Always: refuse to run without' },
  { value: 'off', label: 'Off' },
];

export default function AgentDialog({ agent, onClose, onSaved }: AgentDialogProps) {
  const create = useCreateAgent();
  const update = useUpdateAgent();
  const detected = useQuery(detectedAgentsQuery);
  const presets = usablePresets(detected.data ?? []);
  const form = useForm({
    resolver: zodResolver(agentSchema),
    defaultValues: agent ? toAgentForm(agent) : emptyAgent,
  });
  const { errors } = form.formState;
  const saved = (row: Agent) => {
    notify(agent ? `${row.name} was saved` : `${row.name} is ready to work`);
    onSaved?.(row);
    onClose();
  };
  const submit = form.handleSubmit((values) => {
    const body = toAgentBody(values);
    if (agent) update.mutate({ agentId: agent.id, body }, { onSuccess: saved });
    else create.mutate(body, { onSuccess: saved });
  });
  const fillFrom = (preset: string) => {
    form.setValue('preset', preset);
    const chosen = presets.find((entry) => entry.preset === preset);
    if (!chosen) return;
    // What another preset filled in is replaced; what somebody wrote is not.
    const { name, command } = form.getValues();
    if (name === '' || presets.some((entry) => entry.preset === name)) form.setValue('name', preset);
    if (command === '' || presets.some((entry) => entry.command === command))
      form.setValue('command', chosen.command ?? '');
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={agent ? `Edit ${agent.name}` : 'New agent profile'}
      description="Any command line can be an agent: it gets the task on stdin, in AGENT_PROMPT and in the file that AGENT_PROMPT_FILE names."
    >
      <form noValidate onSubmit={(event) => void submit(event)}>
        <DialogBody>
          {presets.length > 0 && !agent && (
            <SelectField
              label="Start from"
              options={[
                { value: '', label: 'An own command' },
                ...presets.map(({ preset, version }) => ({
                  value: preset,
                  label: version === null ? preset : `${preset} ${version}`,
                })),
              ]}
              {...form.register('preset')}
              onChange={(event) => fillFrom(event.target.value)}
            />
          )}
          <TextField label="Name" autoFocus error={errors.name?.message} {...form.register('name')} />
          <TextField
            label="Command"
            mono
            placeholder="./agent.sh"
            hint="Run in the attempt’s own workspace."
            error={errors.command?.message}
            {...form.register('command')}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField label="Sandbox" options={SANDBOXES} {...form.register('sandbox')} />
            <TextField
              label="Time limit in minutes"
              optional
              inputMode="numeric"
              error={errors.runtimeMinutes?.message}
              {...form.register('runtimeMinutes')}
            />
          </div>
          <TextField
            label="Environment it may see"
            optional
            mono
            placeholder="OPENAI_API_KEY, NODE_ENV"
            hint="Names of variables. It sees nothing else of the server’s environment."
            {...form.register('envAllow')}
          />
          <TextAreaField
            label="Instructions"
            optional
            rows={3}
            hint="Put before every task that it is given."
            {...form.register('instructions')}
          />
          <ProblemNote error={create.error ?? update.error} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={create.isPending || update.isPending}>
            {agent ? 'Save' : 'Create profile'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
