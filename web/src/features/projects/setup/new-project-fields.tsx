import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { Button } from '@/components/button';
import { TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import { asProblem } from '@/lib/api/problem';
import type { Project } from '@/lib/api/types';
import { useDebounced } from '@/lib/use-debounced';
import { useCreateProject } from '../api/create-project';
import { inspectionQuery } from '../api/inspect-source';
import { BranchField } from './branch-field';
import { CommandFields } from './command-fields';
import { FoundSource } from './found-source';
import {
  emptyProject,
  type NewProjectForm,
  newProjectSchema,
  suggestedName,
  toCreateProject,
} from './project-form';
import { SourceField } from './source-field';

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
  const { found, refusal, isLooking } = useInspection(source, written.trim());
  const { errors, dirtyFields } = form.formState;
  const isNamed = dirtyFields.name === true;
  const submit = form.handleSubmit((values) =>
    create.mutate(toCreateProject(values), { onSuccess: onCreated }),
  );
  const nameAfter = (where: string) => {
    if (!isNamed) form.setValue('name', suggestedName(where));
  };
  const goTo = (where: string) => {
    form.setValue('location', where, { shouldDirty: true, shouldValidate: true });
    nameAfter(where);
  };
  const foundName = found?.name ?? '';
  useEffect(() => {
    if (foundName !== '' && !isNamed) form.setValue('name', foundName);
  }, [isNamed, form, foundName]);
  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5 rounded-2xl border bg-raised p-5 shadow-[0_18px_50px_rgb(60_38_18/.08)]"
    >
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-[12.5px] font-semibold text-muted">Repository</legend>
        <SourceField
          form={form}
          local={local}
          isFound={found !== undefined}
          onType={nameAfter}
          onPick={goTo}
        />
        <FoundSource looking={isLooking} found={found} error={refusal} onInstead={goTo} />
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Name" error={errors.name?.message} {...form.register('name')} />
        <BranchField form={form} found={found} />
      </div>
      <CommandFields form={form} suggested={found?.commands} />
      {/* What was said at the location already is not said again. */}
      {!isSameProblem(refusal, create.error) && <ProblemNote error={create.error} />}
      <Button type="submit" look="primary" className="self-end" disabled={create.isPending}>
        {create.isPending ? 'Connecting…' : 'Create project'}
      </Button>
    </form>
  );
}

/** What is at a location, once nobody has written on for a moment. */
function useInspection(source: NewProjectForm['source'], location: string) {
  const settled = useDebounced(location, TYPING_MS);
  const { data, error, isFetching } = useQuery(inspectionQuery(source, settled));
  const isSettled = settled === location;
  return {
    found: isSettled ? data : undefined,
    refusal: isSettled ? error : null,
    isLooking: location !== '' && (!isSettled || isFetching),
  };
}

const isSameProblem = (one: unknown, other: unknown): boolean =>
  Boolean(one && other) && asProblem(one).code === asProblem(other).code;
