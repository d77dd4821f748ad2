import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { TextAreaField, TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import { Problem } from '@/lib/api/problem';
import type { Agent } from '@/lib/api/types';
import { draftAt, setDraft } from '@/lib/drafts';
import { notify } from '@/lib/notify';
import { AdapterFields } from './adapter-fields';
import { AgentBounds } from './agent-bounds';
import {
  agentSchema,
  emptyAgent,
  readAgentDraft,
  toAgentBody,
  toAgentForm,
  type AgentForm,
} from './agent-form';
import { withAdapter } from './choose-preset';
import { useCreateAgent } from './api/create-agent';
import { useUpdateAgent } from './api/update-agent';
import { PresetField } from './preset-field';

interface AgentDialogProps {
  /** The profile to edit; none for a new one. */
  agent: Agent | null;
  /** What a new one begins as. */
  copyOf?: Agent;
  /** The known program that a new one is made of. */
  preset?: string;
  /** What a new one runs as, where no program is known. */
  adapter?: Agent['adapter'];
  onClose: () => void;
  onSaved?: (agent: Agent) => void;
}

const PLACE = 'new-agent';
const EMPTY = JSON.stringify(emptyAgent);

/** Of a new profile: Escape, a click beside the dialog and a reload keep what was begun; Cancel does not. */
function useKeptDraft({ subscribe }: UseFormReturn<AgentForm>, isKept: boolean): void {
  useEffect(() => {
    if (!isKept) return undefined;
    return subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        const text = JSON.stringify(values);
        setDraft(PLACE, text === EMPTY ? null : text);
      },
    });
  }, [isKept, subscribe]);
}

/** What the dialog is called, begins with and ends with. */
function intentOf(agent: Agent | null, copyOf: Agent | undefined) {
  if (agent) return { title: `Edit ${agent.name}`, start: toAgentForm(agent), isNew: false };
  if (!copyOf) return { title: 'New agent profile', start: readAgentDraft(draftAt(PLACE)), isNew: true };
  const start = { ...toAgentForm(copyOf), name: `${copyOf.name} copy`.slice(0, 80) };
  return { title: `Copy of ${copyOf.name}`, start, isNew: true };
}

export default function AgentDialog(props: AgentDialogProps) {
  const { agent, copyOf, preset, adapter, onClose, onSaved } = props;
  const create = useCreateAgent();
  const update = useUpdateAgent();
  const { title, start, isNew } = intentOf(agent, copyOf);
  const begin = adapter === undefined ? start : withAdapter(adapter, [], start);
  const form = useForm({ resolver: zodResolver(agentSchema), defaultValues: begin });
  const isKept = isNew && !copyOf;
  useKeptDraft(form, isKept);
  const forget = () => {
    if (isKept) setDraft(PLACE, null);
  };
  const { errors } = form.formState;
  const saved = (row: Agent) => {
    forget();
    notify(isNew ? `${row.name} is there: let it say hello` : `${row.name} was saved`);
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
  return (
    <Dialog open onClose={onClose} title={title} description="Who works on a card, and what they may do.">
      <form noValidate onSubmit={(event) => void submit(event)}>
        <DialogBody>
          {isKept && <PresetField form={form} first={preset} />}
          <TextField label="Name" autoFocus error={errors.name?.message} {...form.register('name')} />
          <AdapterFields form={form} />
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
          <Button
            onClick={() => {
              forget();
              onClose();
            }}
          >
            Cancel
          </Button>
          <Button type="submit" look="primary" disabled={create.isPending || update.isPending}>
            {isNew ? 'Create profile' : saveWord(update.error)}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

const isStale = (error: unknown): boolean => error instanceof Problem && error.code === 'agent.stale_version';

const saveWord = (error: unknown): string => (isStale(error) ? 'Save mine over theirs' : 'Save');
