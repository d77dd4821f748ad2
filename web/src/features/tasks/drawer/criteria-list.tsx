import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { SectionTitle } from '@/components/section-title';
import type { Task } from '@/lib/api/types';
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
  const [text, setText] = useState('');
  const create = useCreateCriterion(task);
  return (
    <form
      className="mt-1.5 flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') create.mutate(text.trim(), { onSuccess: () => setText('') });
      }}
    >
      <input
        aria-label="New acceptance criterion"
        placeholder="Add a testable statement…"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="h-8 min-w-0 flex-1 rounded-lg border border-line-strong bg-card px-2.5 text-[13px]"
      />
      <Button type="submit" aria-label="Add criterion" size="icon" disabled={create.isPending}>
        <Plus size={15} aria-hidden="true" />
      </Button>
    </form>
  );
}
