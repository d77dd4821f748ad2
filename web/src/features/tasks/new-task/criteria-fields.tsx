import { Plus, X } from 'lucide-react';
import { useFieldArray, type UseFormReturn } from 'react-hook-form';
import { Button } from '@/components/button';
import { linesOf } from '../lines-of';
import type { NewTaskForm } from './new-task-form';

/** One line for each criterion; Enter in a filled one makes the next. */
export function CriteriaFields({ form }: { form: UseFormReturn<NewTaskForm> }) {
  const { fields, append, insert, remove } = useFieldArray({ control: form.control, name: 'criteria' });
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-[12.5px] font-semibold text-muted">
        Acceptance criteria <span className="font-normal text-subtle">· one testable statement a line</span>
      </legend>
      {fields.map((field, index) => (
        <div key={field.id} className="flex items-center gap-1.5">
          <input
            aria-label={`Criterion ${index + 1}`}
            autoComplete="off"
            placeholder={index === 0 ? 'npm test covers an expired lease' : ''}
            className="h-[34px] min-w-0 flex-1 rounded-lg border border-line-strong bg-card px-2.5 text-[13.5px]"
            {...form.register(`criteria.${index}.text`)}
            onPaste={(event) => {
              // Several lines are several criteria.
              const lines = linesOf(event.clipboardData.getData('text'));
              if (lines.length < 2) return;
              event.preventDefault();
              const own = event.currentTarget.value.trim();
              remove(index);
              insert(
                index,
                [...(own === '' ? [] : [own]), ...lines].map((text) => ({ text })),
              );
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              if (event.currentTarget.value.trim() !== '') append({ text: '' });
            }}
          />
          <Button
            look="ghost"
            size="icon"
            aria-label={`Remove criterion ${index + 1}`}
            onClick={() => remove(index)}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <Button look="ghost" size="small" className="self-start" onClick={() => append({ text: '' })}>
        <Plus size={14} aria-hidden="true" /> Add a criterion
      </Button>
    </fieldset>
  );
}
