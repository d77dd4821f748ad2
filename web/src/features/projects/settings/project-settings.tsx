import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { CheckField, SelectField, TextAreaField, TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { Agent, Project } from '@/lib/api/types';
import { notify } from '@/lib/notify';
import { useUpdateProject } from '../api/update-project';
import { useValidateProject } from '../api/validate-project';
import { CheckList } from '../setup/check-list';
import { BudgetFields } from './budget-fields';
import { Card } from './card';
import { DangerZone } from './danger-zone';
import { EnvFields } from './env-fields';
import { settingsSchema, toSettingsForm, toUpdateProject } from './settings-form';

interface ProjectSettingsProps {
  project: Project;
  agents: readonly Agent[];
}

export function ProjectSettings({ project, agents }: ProjectSettingsProps) {
  return (
    <main className="thin-scroll h-full overflow-y-auto px-5 py-4 max-md:px-3.5">
      <div className="mx-auto flex max-w-3xl flex-col gap-6 pb-10">
        <h1 className="title text-[21px]">Settings of {project.name}</h1>
        <SettingsFields key={project.id} project={project} agents={agents} />
        <Card title="Environment">
          <EnvFields project={project} />
        </Card>
        <DangerZone project={project} />
      </div>
    </main>
  );
}

const MERGE_METHODS = [
  { value: 'merge', label: 'Merge commit' },
  { value: 'squash', label: 'Squash into one commit' },
];

function SettingsFields({ project, agents }: ProjectSettingsProps) {
  const update = useUpdateProject(project.id);
  const validate = useValidateProject();
  // What others save meanwhile is taken over, but for the fields that were changed here.
  const form = useForm({
    resolver: zodResolver(settingsSchema),
    values: toSettingsForm(project),
    resetOptions: { keepDirtyValues: true },
  });
  const { errors } = form.formState;
  const submit = form.handleSubmit((values) =>
    update.mutate(toUpdateProject(values, project), {
      onSuccess: (row) => {
        form.reset(toSettingsForm(row));
        notify('Settings saved');
        validate.mutate(project.id);
      },
    }),
  );
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-6">
      <Card title="Repository">
        <p className="code break-all text-muted">{project.local_path ?? project.repo_url}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label="Name" error={errors.name?.message} {...form.register('name')} />
          <TextField label="Branch" mono error={errors.branch?.message} {...form.register('branch')} />
        </div>
      </Card>
      <Card title="Commands">
        <TextField label="Install" optional mono {...form.register('install')} />
        <TextField label="Test" optional mono {...form.register('test')} />
        <TextField label="Lint" optional mono {...form.register('lint')} />
        <CheckField
          label="Install before the agent starts, so that it can run tests"
          {...form.register('installFirst')}
        />
        <TextAreaField
          label="Workspace files"
          optional
          mono
          rows={2}
          placeholder=".env"
          hint="Files that git does not track but tests need, one pattern a line. They are copied into each workspace."
          {...form.register('workspaceFiles')}
        />
      </Card>
      <Card title="Runs and merging">
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label="Default agent"
            options={[
              { value: '', label: 'None' },
              ...agents.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            {...form.register('agentId')}
          />
          <SelectField label="Merge method" options={MERGE_METHODS} {...form.register('mergeMethod')} />
          <TextField
            label="Attempts at once"
            inputMode="numeric"
            error={errors.concurrency?.message}
            {...form.register('concurrency')}
          />
        </div>
        <CheckField
          label="Refuse to merge while a gate is red, unless it is overridden with a reason"
          {...form.register('requireGreenGates')}
        />
      </Card>
      <BudgetFields form={form} />
      <ProblemNote error={update.error ?? validate.error} />
      <div className="flex justify-end gap-2">
        <Button disabled={validate.isPending} onClick={() => validate.mutate(project.id)}>
          {validate.isPending ? 'Checking…' : 'Validate'}
        </Button>
        <Button type="submit" look="primary" disabled={update.isPending}>
          Save settings
        </Button>
      </div>
      {validate.data && <CheckList checks={validate.data.checks} />}
    </form>
  );
}
