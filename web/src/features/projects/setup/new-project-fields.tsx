import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { FolderSearch } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { Button } from '@/components/button';
import { TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import { asProblem } from '@/lib/api/problem';
import type { Project } from '@/lib/api/types';
import { useDebounced } from '@/lib/use-debounced';
import { useCreateProject } from '../api/create-project';
import { inspectionQuery } from '../api/inspect-source';
import { CommandFields } from './command-fields';
import { FoundSource } from './found-source';
import {
  emptyProject,
  type NewProjectForm,
  newProjectSchema,
  suggestedName,
  toCreateProject,
} from './project-form';

const FolderPicker = lazy(() => import('./folder-picker'));

const SOURCES = [
  { value: 'folder', label: 'Folder on this machine', placeholder: '/home/you/code/shop' },
  { value: 'url', label: 'Git URL', placeholder: 'https://github.com/you/shop.git' },
] as const;

const TYPING_MS = 400;

interface NewProjectFieldsProps {
  /** Whether the server opens folders of its own machine. */
  local: boolean;
  onCreated: (project: Project) => void;
}

export function NewProjectFields({ local, onCreated }: NewProjectFieldsProps) {
  const create = useCreateProject();
  const start: NewProjectForm = { ...emptyProject, source: local ? 'folder' : 'url' };
  const form = useForm({ resolver: zodResolver(newProjectSchema), defaultValues: start });
  const [source, written] = useWatch({ control: form.control, name: ['source', 'location'] });
  const location = written.trim();
  const [picking, setPicking] = useState(false);
  const settled = useDebounced(location, TYPING_MS);
  const inspection = useQuery(inspectionQuery(source, settled));
  const isSettled = settled === location;
  const found = isSettled ? inspection.data : undefined;
  const { errors, dirtyFields } = form.formState;
  const branchList = useId();
  const submit = form.handleSubmit((values) =>
    create.mutate(toCreateProject(values), { onSuccess: onCreated }),
  );
  const nameAfter = (where: string) => {
    if (dirtyFields.name !== true) form.setValue('name', suggestedName(where));
  };
  const goTo = (where: string) => {
    form.setValue('location', where, { shouldDirty: true, shouldValidate: true });
    nameAfter(where);
  };
  const foundName = found?.name;
  useEffect(() => {
    if (foundName !== undefined && foundName !== '' && dirtyFields.name !== true)
      form.setValue('name', foundName);
  }, [dirtyFields.name, form, foundName]);
  const refusal = isSettled ? inspection.error : null;
  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5 rounded-2xl border bg-raised p-5 shadow-[0_18px_50px_rgb(60_38_18/.08)]"
    >
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-[12.5px] font-semibold text-muted">Repository</legend>
        {local && (
          <div className="mb-2.5 inline-flex max-w-full flex-wrap overflow-hidden rounded-lg border">
            {SOURCES.map(({ value, label }) => (
              <label
                key={value}
                className="px-3 py-1.5 text-[13px] font-medium text-muted has-checked:bg-active has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:-outline-offset-2"
              >
                <input type="radio" value={value} className="sr-only" {...form.register('source')} />
                {label}
              </label>
            ))}
          </div>
        )}
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 flex-1 basis-60">
            <TextField
              label={source === 'folder' ? 'Path of the folder' : 'URL'}
              mono
              autoFocus
              spellCheck={false}
              placeholder={SOURCES.find(({ value }) => value === source)?.placeholder}
              error={errors.location?.message}
              {...form.register('location', {
                onChange: (event: { target: { value: string } }) => nameAfter(event.target.value),
              })}
            />
          </div>
          {source === 'folder' && (
            <Button className="h-[34px]" onClick={() => setPicking(true)}>
              <FolderSearch size={15} aria-hidden="true" /> Browse…
            </Button>
          )}
        </div>
        <FoundSource
          looking={location !== '' && (!isSettled || inspection.isFetching)}
          found={found}
          error={refusal}
          onInstead={goTo}
        />
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Name" error={errors.name?.message} {...form.register('name')} />
        <TextField
          label="Branch"
          optional
          mono
          list={branchList}
          placeholder={found?.default_branch ?? 'detected'}
          {...form.register('branch')}
        />
        <datalist id={branchList}>
          {found?.branches.map((branch) => (
            <option key={branch} value={branch} />
          ))}
        </datalist>
      </div>
      <CommandFields form={form} suggested={found?.commands} />
      {/* What was said at the location already is not said again. */}
      {!(refusal && create.error && asProblem(refusal).code === asProblem(create.error).code) && (
        <ProblemNote error={create.error} />
      )}
      <Button type="submit" look="primary" className="self-end" disabled={create.isPending}>
        {create.isPending ? 'Connecting…' : 'Create project'}
      </Button>
      <Suspense>
        {picking && (
          <FolderPicker
            start={found && source === 'folder' ? location : null}
            onPick={goTo}
            onClose={() => setPicking(false)}
          />
        )}
      </Suspense>
    </form>
  );
}
