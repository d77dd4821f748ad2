import { Plus } from 'lucide-react';
import { Button } from '@/components/button';
import { SectionTitle } from '@/components/section-title';
import type { Task } from '@/lib/api/types';
import { dropSent, useDraft } from '@/lib/drafts';
import { useCreateCriterion } from '../api/create-criterion';
import { CriterionItem } from './criterion-item';

export function CriteriaList({ task }: { task: Task }) {
  const criteria = task.acceptance_criteria;
  const done = criteria.filter((criterion) => criterion.done).length;
  return (
    <section aria-label="Acceptance criteria">
      <SectionTitle aside={criteria.length > 0 ? `${done} of ${criteria.length}` : undefined}>
        Acceptance
      </SectionTitle>
      <ul className="flex flex-col">
        {criteria.map((criterion) => (
          <CriterionItem key={criterion.id} task={task} criterion={criterion} />
        ))}
      </ul>
      <AddCriterion key={task.id} task={task} />
    </section>
  );
}

function AddCriterion({ task }: { task: Task }) {
  const place = `criterion:${task.id}`;
  const { draft, setDraft } = useDraft(place);
  const text = draft ?? '';
  const create = useCreateCriterion(task, (added) => dropSent(place, added));
  return (
    <form
      className="mt-1.5 flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !create.isPending) create.mutate(text);
      }}
    >
      <input
        aria-label="New acceptance criterion"
        placeholder="Add a testable statement…"
        value={text}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return;
          // Out of the field; the next one closes the drawer.
          event.stopPropagation();
          event.currentTarget.blur();
        }}
        className="h-8 min-w-0 flex-1 rounded-lg border border-line-strong bg-card px-2.5 text-[13px]"
      />
      <Button type="submit" aria-label="Add criterion" size="icon" disabled={create.isPending}>
        <Plus size={15} aria-hidden="true" />
      </Button>
    </form>
  );
}
