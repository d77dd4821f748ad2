import type { RunFigures } from '@/lib/api/types';
import { DataTable } from './data-table';
import { costWord, durationWord, firstPassWord, perMergeWord, tokensWord } from './figure-words';

interface BreakdownProps {
  title: string;
  of: 'Agent' | 'Project';
  rows: readonly { key: string; name: string; figures: RunFigures }[];
}

const COLUMNS: readonly { name: string; word: (figures: RunFigures) => string }[] = [
  { name: 'Runs', word: ({ runs }) => String(runs) },
  { name: 'Merged', word: ({ outcomes }) => String(outcomes.merged) },
  { name: 'Failed', word: ({ outcomes }) => String(outcomes.failed) },
  { name: 'Green at first', word: firstPassWord },
  { name: 'Runs per merge', word: perMergeWord },
  { name: 'Median time', word: ({ duration }) => durationWord(duration.median_ms) },
  { name: 'Tokens', word: tokensWord },
  { name: 'Cost', word: costWord },
];

export function Breakdown({ title, of, rows }: BreakdownProps) {
  return (
    <div className="min-w-0 rounded-xl border bg-card p-3.5">
      <h2 className="title mb-1 text-base">{title}</h2>
      <DataTable
        caption={title}
        head={[of, ...COLUMNS.map(({ name }) => name)]}
        rows={rows.map(({ key, name, figures }) => ({
          key,
          name: <bdi>{name}</bdi>,
          cells: COLUMNS.map(({ word }) => word(figures)),
        }))}
      />
    </div>
  );
}
