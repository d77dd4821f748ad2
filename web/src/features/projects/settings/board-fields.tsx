import type { UseFormReturn } from 'react-hook-form';
import { LabelTag } from '@/components/label-tag';
import { TextField } from '@/components/field';
import { Card } from './card';
import type { SettingsForm } from './settings-form';

const LIMITS = [
  { name: 'limitInbox', label: 'To Do' },
  { name: 'limitInProgress', label: 'In Progress' },
  { name: 'limitReview', label: 'Review' },
  { name: 'limitDone', label: 'Done' },
] as const;

interface BoardFieldsProps {
  form: UseFormReturn<SettingsForm>;
  labels: readonly string[];
}

export function BoardFields({ form, labels }: BoardFieldsProps) {
  const { errors } = form.formState;
  return (
    <Card title="Board">
      <fieldset>
        <legend className="mb-2 text-[13px] text-muted">The most cards that a column takes</legend>
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          {LIMITS.map(({ name, label }) => (
            <TextField
              key={name}
              label={label}
              inputMode="numeric"
              placeholder="no limit"
              error={errors[name]?.message}
              {...form.register(name)}
            />
          ))}
        </div>
      </fieldset>
      <div className="text-[13px] text-muted">
        <p>Labels come and go with the tasks that have them.</p>
        {labels.length > 0 && (
          <ul aria-label="Labels in use" className="mt-2 flex flex-wrap gap-1.5">
            {labels.map((label) => (
              <li key={label}>
                <LabelTag label={label} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}
