import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useId } from 'react';
import { Controller, useForm, type Control } from 'react-hook-form';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { SelectField, TextAreaField, TextField } from '@/components/field';
import { Kbd } from '@/components/kbd';
import { PickMany, type PickOption } from '@/components/pick-many';
import { ProblemNote } from '@/components/problem-note';
import { TASK_PRIORITIES } from '@contracts/task-status';
import type { Agent, Project, Task } from '@/lib/api/types';
import { draftAt, setDraft } from '@/lib/drafts';
import { KEYS, shownKey } from '@/lib/keys';
import { dependencyOptions, labelOptions } from '../task-options';
import { CriteriaFields } from './criteria-fields';
import { emptyTask, newTaskSchema, readDraft, type NewTaskForm } from './new-task-form';
import { newTaskPlace } from './to-create-task';
import { setRefusal, useRefusals } from './use-create-from-form';

interface NewTaskDialogProps {
  project: Project;
  tasks: readonly Task[];
  agents: readonly Agent[];
  onClose: () => void;
  /** The dialog is done with it: whoever takes the form makes the task and, if it is refused, opens the dialog again. */
  onCreate: (form: NewTaskForm) => void;
}

const EMPTY = JSON.stringify(emptyTask);

/** Escape and a click beside the dialog keep what was begun, and so does a reload; Cancel does not. */
export default function NewTaskDialog({ project, tasks, agents, onClose, onCreate }: NewTaskDialogProps) {
  const place = newTaskPlace(project.id);
  const refusal = useRefusals(({ errors }) => errors[project.id]);
  const form = useForm({
    resolver: zodResolver(newTaskSchema),
    defaultValues: readDraft(draftAt(place)),
  });
  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          const text = JSON.stringify(values);
          setDraft(place, text === EMPTY ? null : text);
        },
      }),
    [subscribe, place],
  );
  const { errors, isSubmitted } = form.formState;
  const submit = form.handleSubmit((values) => {
    onCreate(values);
    onClose();
  });
  const defaultAgent = agents.find(({ id }) => id === project.default_agent_id);
  return (
    <Dialog open onClose={onClose} title="New task" width="wide">
      <form
        noValidate
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          // A held key says it again and again.
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.repeat && !isSubmitted)
            void submit(event);
        }}
      >
        <DialogBody>
          <ProblemNote error={refusal} />
          <TextField
            label="Title"
            autoFocus
            error={errors.title?.message}
            placeholder="What should be different afterwards?"
            {...form.register('title')}
          />
          <TextAreaField
            label="Description"
            optional
            rows={4}
            hint="Markdown. The agent reads it as it is."
            {...form.register('description')}
          />
          <CriteriaFields form={form} />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label="Agent"
              options={[
                {
                  value: '',
                  label: defaultAgent ? `Project’s default (${defaultAgent.name})` : 'Project’s default',
                },
                ...agents.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              {...form.register('agentId')}
            />
            <SelectField
              label="Priority"
              options={TASK_PRIORITIES.map((value) => ({ value, label: value }))}
              {...form.register('priority')}
            />
            <ListField
              control={form.control}
              name="labels"
              label="Labels"
              options={labelOptions(project, tasks)}
              placeholder="bug, docs"
              free
            />
            <TextField
              label="Estimate"
              optional
              inputMode="decimal"
              placeholder="points"
              error={errors.estimate?.message}
              {...form.register('estimate')}
            />
            <ListField
              control={form.control}
              name="focusFiles"
              label="Focus files"
              options={[]}
              placeholder="src/queue/**, README.md"
              free
              mono
            />
            <ListField
              control={form.control}
              name="dependsOn"
              label="Depends on"
              options={dependencyOptions(tasks, null)}
              placeholder="Find a task…"
            />
          </div>
        </DialogBody>
        <DialogFooter>
          <Button
            onClick={() => {
              setDraft(place, null);
              setRefusal(project.id, null);
              onClose();
            }}
          >
            Cancel
          </Button>
          <Button type="submit" look="primary">
            Create task <Kbd onAccent>{shownKey(KEYS.send[0])}</Kbd>
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

interface ListFieldProps {
  control: Control<NewTaskForm>;
  name: 'labels' | 'focusFiles' | 'dependsOn';
  label: string;
  options: readonly PickOption[];
  placeholder: string;
  free?: boolean;
  mono?: boolean;
}

function ListField({ control, name, label, ...picking }: ListFieldProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-[12.5px] font-semibold text-muted">
        {label}
        <span className="font-normal text-subtle"> · optional</span>
      </label>
      <Controller
        control={control}
        name={name}
        render={({ field }) => (
          <PickMany id={id} label={label} values={field.value} onChange={field.onChange} {...picking} />
        )}
      />
    </div>
  );
}
