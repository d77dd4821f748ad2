import { useWatch, type UseFormReturn } from 'react-hook-form';
import { Button } from '@/components/button';
import { TextField } from '@/components/field';
import type { SuggestedCommands } from '@/lib/api/types';
import type { NewProjectForm } from './project-form';

const FIELDS = [
  { name: 'install', label: 'Install', placeholder: 'npm ci' },
  { name: 'test', label: 'Test', placeholder: 'npm test' },
  { name: 'lint', label: 'Lint', placeholder: 'npm run lint' },
] as const;

interface CommandFieldsProps {
  form: UseFormReturn<NewProjectForm>;
  suggested: SuggestedCommands | undefined;
}

/** Commands are the owner's to set: what the repository suggests is taken by a person only. */
export function CommandFields({ form, suggested }: CommandFieldsProps) {
  const [install, test, lint] = useWatch({ control: form.control, name: ['install', 'test', 'lint'] });
  const written = { install, test, lint };
  const open = FIELDS.flatMap(({ name, label }) => {
    const suggestion = suggested?.[name];
    return suggestion && suggestion.run !== written[name].trim() ? [{ name, label, suggestion }] : [];
  });
  const accept = (names: readonly (typeof FIELDS)[number]['name'][]) => {
    for (const { name, suggestion } of open)
      if (names.includes(name)) form.setValue(name, suggestion.run, { shouldDirty: true });
  };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-[12.5px] font-semibold text-muted">
        Commands <span className="font-normal text-subtle">· Antfarm runs them itself on every result</span>
      </legend>
      {open.length > 0 && (
        <section aria-label="Suggested commands" className="flex flex-col gap-2 rounded-lg bg-sunken p-2.5">
          <div className="flex flex-wrap items-center gap-2 text-[13px]">
            <p className="min-w-0 flex-1 basis-48">The repository’s own files suggest</p>
            {open.length > 1 && (
              <Button size="small" onClick={() => accept(open.map(({ name }) => name))}>
                Use all
              </Button>
            )}
          </div>
          <ul className="flex flex-col gap-1.5">
            {open.map(({ name, label, suggestion }) => (
              <li key={name} className="flex min-w-0 items-center gap-2 text-[13px]">
                <span className="w-12 flex-none text-muted">{label}</span>
                <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
                  <code className="code min-w-0 flex-1 basis-36 break-all">
                    <bdi>{suggestion.run}</bdi>
                  </code>
                  <span className="text-xs text-subtle">
                    from <bdi>{suggestion.source}</bdi>
                  </span>
                </span>
                <Button
                  size="small"
                  aria-label={`Use the suggested ${name} command`}
                  onClick={() => accept([name])}
                >
                  Use
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {FIELDS.map(({ name, label, placeholder }) => (
        <TextField
          key={name}
          label={label}
          optional
          mono
          placeholder={suggested ? '' : placeholder}
          {...form.register(name)}
        />
      ))}
    </fieldset>
  );
}
