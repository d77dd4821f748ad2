import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { SelectField, TextAreaField, TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import { Problem } from '@/lib/api/problem';
import type { Agent } from '@/lib/api/types';
import { notify } from '@/lib/notify';
import { AgentBounds } from './agent-bounds';
import { agentSchema, emptyAgent, fillFrom, toAgentBody, toAgentForm, usablePresets } from './agent-form';
import { useCreateAgent } from './api/create-agent';
import { detectedAgentsQuery } from './api/get-detected-agents';
import { useUpdateAgent } from './api/update-agent';

interface AgentDialogProps {
  /** The profile to edit; none for a new one. */
  agent: Agent | null;
  /** What a new one begins as. */
  copyOf?: Agent;
  /** The known program that a new one is made of. */
  preset?: string;
  onClose: () => void;
  onSaved?: (agent: Agent) => void;
}

function startOf(agent: Agent | null, copyOf: Agent | undefined) {
  if (agent) return toAgentForm(agent);
  return copyOf ? { ...toAgentForm(copyOf), name: `${copyOf.name} copy`.slice(0, 80) } : emptyAgent;
}

export default function AgentDialog({ agent, copyOf, preset, onClose, onSaved }: AgentDialogProps) {
  const create = useCreateAgent();
  const update = useUpdateAgent();
  const detected = useQuery(detectedAgentsQuery);
  const presets = usablePresets(detected.data ?? []);
  const form = useForm({ resolver: zodResolver(agentSchema), defaultValues: startOf(agent, copyOf) });
  const { errors } = form.formState;
  const saved = (row: Agent) => {
    notify(agent ? `${row.name} was saved` : `${row.name} is there: let it say hello`);
    onSaved?.(row);
    onClose();
  };
  const submit = form.handleSubmit((values) => {
    const body = toAgentBody(values);
    if (!agent) create.mutate(body, { onSuccess: saved });
    // Once somebody has seen that it was changed elsewhere, saving again means it.
    else {
      const version = isStale(update.error) ? {} : { version: agent.version };
      update.mutate({ agentId: agent.id, body: { ...body, ...version } }, { onSuccess: saved });
    }
  });
  const choose = (name: string) => {
    form.setValue('preset', name);
    const chosen = presets.find((entry) => entry.preset === name);
    if (!chosen) return;
    const filled = fillFrom(chosen, presets, form.getValues());
    for (const field of ['name', 'command', 'envAllow'] as const) {
      const value = filled[field];
      if (value !== undefined) form.setValue(field, value);
    }
  };
  useOnce(preset !== undefined && presets.some((entry) => entry.preset === preset), () =>
    choose(preset ?? ''),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={agent ? `Edit ${agent.name}` : copyOf ? `Copy of ${copyOf.name}` : 'New agent profile'}
      description="Any command line can be an agent: it gets the task on stdin, in AGENT_PROMPT and in the file that AGENT_PROMPT_FILE names."
    >
      <form noValidate onSubmit={(event) => void submit(event)}>
        <DialogBody>
          {presets.length > 0 && !agent && !copyOf && (
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
              onChange={(event) => choose(event.target.value)}
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
          <TextField
            label="Environment it may see"
            optional
            mono
            placeholder="OPENAI_API_KEY, NODE_ENV"
            hint="Names of variables. It sees nothing else of the server’s environment; stored keys win over it."
            {...form.register('envAllow')}
          />
          <AgentBounds form={form} />
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
            {!agent ? 'Create profile' : isStale(update.error) ? 'Save mine over theirs' : 'Save'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

const isStale = (error: unknown): boolean => error instanceof Problem && error.code === 'agent.stale_version';

/** What the machine has is known a moment after the dialog is open. */
function useOnce(ready: boolean, act: () => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    act();
  });
}
