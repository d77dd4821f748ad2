import { FolderSearch } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { Button } from '@/components/button';
import { TextField } from '@/components/field';
import { onDemand } from '@/lib/on-demand';
import type { NewProjectForm } from './project-form';

const FolderPicker = onDemand(() => import('./folder-picker'));

const SOURCES = {
  folder: {
    choice: 'Folder on this machine',
    label: 'Path of the folder',
    placeholder: '/home/you/code/shop',
  },
  url: { choice: 'Git URL', label: 'URL', placeholder: 'https://github.com/you/shop.git' },
} as const;

const KINDS = ['folder', 'url'] as const;

interface SourceFieldProps {
  form: UseFormReturn<NewProjectForm>;
  /** Whether the server opens folders of its own machine. */
  local: boolean;
  /** There is a repository at what is written. */
  isFound: boolean;
  onType: (location: string) => void;
  onPick: (location: string) => void;
}

/** Where the repository is: a folder of this machine, or a URL. */
export function SourceField({ form, local, isFound, onType, onPick }: SourceFieldProps) {
  const [source, location] = useWatch({ control: form.control, name: ['source', 'location'] });
  const [picking, setPicking] = useState(false);
  const { label, placeholder } = SOURCES[source];
  const isFolder = source === 'folder';
  return (
    <>
      {local && <SourceChoice form={form} />}
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-60">
          <TextField
            label={label}
            mono
            autoFocus
            spellCheck={false}
            placeholder={placeholder}
            error={form.formState.errors.location?.message}
            {...form.register('location', {
              onChange: (event: { target: { value: string } }) => onType(event.target.value),
            })}
          />
        </div>
        {isFolder && (
          <Button className="h-[34px]" onClick={() => setPicking(true)}>
            <FolderSearch size={15} aria-hidden="true" /> Browse…
          </Button>
        )}
      </div>
      <Suspense>
        {picking && (
          <FolderPicker
            start={isFound && isFolder ? location.trim() : null}
            onPick={onPick}
            onClose={() => setPicking(false)}
          />
        )}
      </Suspense>
    </>
  );
}

function SourceChoice({ form }: Pick<SourceFieldProps, 'form'>) {
  return (
    <div className="mb-2.5 inline-flex max-w-full flex-wrap overflow-hidden rounded-lg border">
      {KINDS.map((kind) => (
        <label
          key={kind}
          className="px-3 py-1.5 text-[13px] font-medium text-muted has-checked:bg-active has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:-outline-offset-2"
        >
          <input type="radio" value={kind} className="sr-only" {...form.register('source')} />
          {SOURCES[kind].choice}
        </label>
      ))}
    </div>
  );
}
