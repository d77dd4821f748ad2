import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Project } from '@/lib/api/types';
import { filtersQuery } from '../api/get-filters';
import { isFiltered, pickFilters, sameFilters, type BoardFilters } from '../board/filter-tasks';
import { Choice } from '@/components/choice';
import { onDemand } from '@/lib/on-demand';

const SavedFiltersDialog = onDemand(() => import('./saved-filters-dialog'));

interface SavedFiltersProps {
  project: Project;
  filters: BoardFilters;
  onChange: (filters: BoardFilters) => void;
}

const SAVE = 'save';
const MANAGE = 'manage';

/** One more choice of the filter bar: what is kept under a name, and the way to keep more. */
export default function SavedFilters({ project, filters, onChange }: SavedFiltersProps) {
  const saved = useQuery(filtersQuery(project.id)).data ?? [];
  const [dialog, setDialog] = useState<typeof SAVE | typeof MANAGE | null>(null);
  const filtered = isFiltered(filters);
  const shown = saved.find(({ query }) => sameFilters(query, pickFilters(filters)));
  if (!filtered && saved.length === 0) return null;
  const pick = (value: string | undefined) => {
    if (value === SAVE || value === MANAGE) setDialog(value);
    else onChange(saved.find(({ id }) => id === value)?.query ?? {});
  };
  return (
    <>
      <Choice
        name="Saved"
        label="Saved filters"
        value={shown?.id}
        options={[
          ...saved.map(({ id, name }) => ({ value: id, label: name })),
          ...(filtered && !shown ? [{ value: SAVE, label: 'Save this filter…' }] : []),
          ...(saved.length > 0 ? [{ value: MANAGE, label: 'Rename or delete…' }] : []),
        ]}
        onPick={pick}
      />
      <Suspense>
        {dialog !== null && (
          <SavedFiltersDialog
            projectId={project.id}
            saved={saved}
            query={dialog === SAVE ? pickFilters(filters) : null}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </>
  );
}
