import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { Button } from '@/components/button';
import { TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { Project } from '@/lib/api/types';
import { useCreateProject } from '../api/create-project';
import { emptyProject, newProjectSchema, suggestedName, toCreateProject } from './project-form';

const SOURCES = [
  { value: 'folder', label: 'Folder on this machine', placeholder: '/home/you/code/shop' },
  { value: 'url', label: 'Git URL', placeholder: 'https://github.com/you/shop.git' },
] as const;

export function NewProjectFields({ onCreated }: { onCreated: (project: Project) => void }) {
  const create = useCreateProject();
  const form = useForm({ resolver: zodResolver(newProjectSchema), defaultValues: emptyProject });
  const source = useWatch({ control: form.control, name: 'source' });
  const { errors, dirtyFields } = form.formState;
  const submit = form.handleSubmit((values) =>
    create.mutate(toCreateProject(values), { onSuccess: onCreated }),
  );
  const location = form.register('location', {
    onChange: (event: { target: { value: string } }) => {
      if (dirtyFields.name !== true) form.setValue('name', suggestedName(event.target.value));
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5 rounded-2xl border bg-raised p-5 shadow-[0_18px_50px_rgb(60_38_18/.08)]"
    >
      <fieldset>
        <legend className="mb-1.5 text-[12.5px] font-semibold text-muted">Repository</legend>
        <div className="mb-2.5 inline-flex overflow-hidden rounded-lg border">
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
        <TextField
          label={source === 'folder' ? 'Path of the folder' : 'URL'}
          mono
          autoFocus
          placeholder={SOURCES.find(({ value }) => value === source)?.placeholder}
          error={errors.location?.message}
          {...location}
        />
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Name" error={errors.name?.message} {...form.register('name')} />
        <TextField label="Branch" optional mono placeholder="detected" {...form.register('branch')} />
      </div>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 text-[12.5px] font-semibold text-muted">
          Commands <span className="font-normal text-subtle">· Antfarm runs them itself on every result</span>
        </legend>
        <TextField label="Install" optional mono placeholder="npm ci" {...form.register('install')} />
        <TextField label="Test" optional mono placeholder="npm test" {...form.register('test')} />
        <TextField label="Lint" optional mono placeholder="npm run lint" {...form.register('lint')} />
      </fieldset>
      <ProblemNote error={create.error} />
      <Button type="submit" look="primary" className="self-end" disabled={create.isPending}>
        {create.isPending ? 'Connecting…' : 'Create project'}
      </Button>
    </form>
  );
}
