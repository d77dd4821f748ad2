import { SectionTitle } from '@/components/section-title';
import { announce } from '@/lib/announce';
import type { Criterion, Task } from '@/lib/api/types';
import { draftAt, setDraft } from '@/lib/drafts';
import { notify } from '@/lib/notify';
import { useCreateCriterion } from '../api/create-criterion';
import { useDeleteCriterion } from '../api/delete-criterion';
import { useReplaceCriteria } from '../api/replace-criteria';
import { AddLine } from './add-line';
import { CriterionItem } from './criterion-item';

/** The list with one entry in another place; whether it is there still is not known. */
function moved(criteria: readonly Criterion[], id: string, index: number): Criterion[] {
  const list = criteria.filter((entry) => entry.id !== id);
  const entry = criteria.find((other) => other.id === id);
  return entry ? list.toSpliced(index, 0, entry) : list;
}

export function CriteriaList({ task }: { task: Task }) {
  const criteria = task.acceptance_criteria;
  const done = criteria.filter((criterion) => criterion.done).length;
  const place = `criterion:${task.id}`;
  const create = useCreateCriterion(task, (text) =>
    setDraft(place, [text, draftAt(place)].filter(Boolean).join(' ')),
  );
  const replace = useReplaceCriteria(task);
  const remove = useDeleteCriterion(task, ({ criterion, index }) =>
    notify('Criterion removed', criterion.text, {
      label: 'Undo',
      run: () => replace.mutate((list) => list.toSpliced(index, 0, criterion)),
    }),
  );
  return (
    <section aria-label="Acceptance criteria">
      <SectionTitle aside={criteria.length > 0 ? `${done} of ${criteria.length}` : undefined}>
        Acceptance
      </SectionTitle>
      <ul className="flex flex-col">
        {criteria.map((criterion, index) => (
          <CriterionItem
            key={criterion.id}
            task={task}
            criterion={criterion}
            onRemove={() => remove.mutate({ criterion, index })}
            onMove={(step) => {
              if (index + step < 0 || index + step >= criteria.length) return;
              replace.mutate((list) => moved(list, criterion.id, index + step));
              announce(`Moved to place ${index + step + 1} of ${criteria.length}.`);
            }}
          />
        ))}
      </ul>
      <AddLine
        key={task.id}
        place={place}
        label="New acceptance criterion"
        button="Add criterion"
        placeholder="Add a testable statement…"
        onAdd={create.mutate}
      />
    </section>
  );
}
