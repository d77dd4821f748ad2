import { Button } from '@/components/button';
import { CheckField, SelectField, TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { Agent, Project } from '@/lib/api/types';
import { notify } from '@/lib/notify';
import { isStale, useUpdateProject } from '../api/update-project';
import { useValidateProject } from '../api/validate-project';
import { CheckList } from '../setup/check-list';
import { BoardFields } from './board-fields';
import { BudgetFields } from './budget-fields';
import { Card } from './card';
import { CommandSettings } from './command-settings';
import { DangerZone } from './danger-zone';
import { EnvFields } from './env-fields';
import { NetworkFields } from './network-fields';
import { SettingsConflicts } from './settings-conflicts';
import { FIELD_LABELS, toUpdateProject } from './settings-form';
import { useSettingsDraft } from './use-settings-draft';

interface ProjectSettingsProps {
  project: Project;
  agents: readonly Agent[];
  onAgents: () => void;
}

export function ProjectSettings(props: ProjectSettingsProps) {
  const { project } = props;
  return (
    <main className="thin-scroll h-full overflow-y-auto px-5 pt-4 max-md:px-3.5">
      <div className="mx-auto flex max-w-3xl flex-col gap-6 pb-6">
        <h1 className="title text-[21px] break-words">
          Settings of <bdi>{project.name}</bdi>
        </h1>
        <SettingsFields key={project.id} {...props} />
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

function SettingsFields({ project, agents, onAgents }: ProjectSettingsProps) {
  const update = useUpdateProject(project.id);
  const validate = useValidateProject();
  const { form, changed, conflicts, settle, restart } = useSettingsDraft(project);
  const { errors } = form.formState;
  const submit = form.handleSubmit((values) =>
    update.mutate(toUpdateProject(values, project), {
      onSuccess: (row) => {
        restart(row);
        notify('Settings saved');
        validate.mutate(project.id);
      },
    }),
  );
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-6">
      <Card title="Repository">
        <p className="code break-all text-muted">
          <bdi>{project.local_path ?? project.repo_url}</bdi>
        </p>
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_90px]">
          <TextField label="Name" error={errors.name?.message} {...form.register('name')} />
          <TextField label="Branch" mono error={errors.branch?.message} {...form.register('branch')} />
          <TextField label="Key" mono readOnly value={project.key} />
        </div>
      </Card>
      <CommandSettings form={form} />
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
          <NetworkFields form={form} />
        </div>
        <CheckField
          label="Refuse to merge while a gate is red, unless it is overridden with a reason"
          {...form.register('requireGreenGates')}
        />
      </Card>
      <BudgetFields form={form} />
      <BoardFields form={form} labels={project.labels} />
      {validate.data && <CheckList checks={validate.data.checks} onAgents={onAgents} />}
      <ProblemNote error={validate.error} />
      <SettingsConflicts conflicts={conflicts} onSettle={settle} />
      <ProblemNote error={isStale(update.error) ? null : update.error} />
      <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center justify-end gap-2 border-t bg-canvas px-1 py-3">
        <p
          role="status"
          className="min-w-0 flex-1 basis-48 text-[13px] break-words text-muted max-md:basis-full"
        >
          {saveState(changed, isStale(update.error), update.isPending)}
        </p>
        {changed.length > 0 && (
          <Button onClick={() => restart(project)} disabled={update.isPending}>
            Discard
          </Button>
        )}
        <Button disabled={validate.isPending} onClick={() => validate.mutate(project.id)}>
          {validate.isPending ? 'Checking…' : 'Validate'}
        </Button>
        <Button type="submit" look="primary" disabled={update.isPending || changed.length === 0}>
          {conflicts.length > 0 ? 'Save mine over theirs' : 'Save settings'}
        </Button>
      </div>
    </form>
  );
}

function saveState(changed: readonly (keyof typeof FIELD_LABELS)[], stale: boolean, saving: boolean): string {
  if (saving) return 'Saving…';
  if (changed.length === 0) return 'Everything is saved.';
  const names = changed.map((field) => FIELD_LABELS[field]).join(', ');
  return stale
    ? `Not saved: somebody changed the settings meanwhile. Look at them, then save again: ${names}.`
    : `Not saved yet, kept in this browser: ${names}.`;
}
