import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { SelectField, TextAreaField, TextField } from '@/components/field';
import { Kbd } from '@/components/kbd';
import { ProblemNote } from '@/components/problem-note';
import { TASK_PRIORITIES } from '@contracts/task-status';
import type { Agent, Project, Task } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { useCreateTask } from '../api/create-task';
import { CriteriaFields } from './criteria-fields';
import { emptyTask, newTaskSchema, toCreateTask, type NewTaskForm } from './new-task-form';

/** What was begun in each project; Escape and a click beside the dialog keep it, until the page is left. */
const drafts = new Map<string, NewTaskForm>();

interface NewTaskDialogProps {
  project: Project;
  agents: readonly Agent[];
  onClose: () => void;
  onCreated: (task: Task) => void;
}

export default function NewTaskDialog({ project, agents, onClose, onCreated }: NewTaskDialogProps) {
  const dropDraft = () => drafts.delete(project.id);
  const create = useCreateTask(project.id, dropDraft);
  const form = useForm({
    resolver: zodResolver(newTaskSchema),
    defaultValues: drafts.get(project.id) ?? emptyTask,
  });
  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => void drafts.set(project.id, values),
      }),
    [subscribe, project.id],
  );
  const { errors } = form.formState;
  const submit = form.handleSubmit((values) => {
    if (create.isPending) return;
    create.mutate(toCreateTask(values), {
      onSuccess: (task) => {
        announce(`${task.key} was created.`);
        onCreated(task);
      },
    });
  });
  const defaultAgent = agents.find(({ id }) => id === project.default_agent_id);
  return (
    <Dialog open onClose={onClose} title="New task" width="wide">
      <form
        noValidate
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit(event);
        }}
      >
        <DialogBody>
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
            <TextField label="Labels" optional placeholder="bug, docs" {...form.register('labels')} />
            <TextField
              label="Focus files"
              optional
              mono
              placeholder="src/queue/**, README.md"
              {...form.register('focusFiles')}
            />
          </div>
          <ProblemNote error={create.error} />
        </DialogBody>
        <DialogFooter>
          <Button
            onClick={() => {
              dropDraft();
              onClose();
            }}
          >
            Cancel
          </Button>
          <Button type="submit" look="primary" disabled={create.isPending}>
            Create task <Kbd onAccent>⌘↵</Kbd>
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
