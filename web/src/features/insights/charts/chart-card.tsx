import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button';
import { DataTable } from '../data-table';

interface ChartCardProps {
  title: string;
  note: string;
  head: readonly string[];
  rows: readonly { key: string; name: string; cells: readonly string[] }[];
  legend?: ReactNode;
  children: ReactNode;
}

/** A picture for the eye and its figures as a table: for screen readers always, for everybody on request. */
export function ChartCard({ title, note, head, rows, legend, children }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <section aria-label={title} className="min-w-0 rounded-xl border bg-card p-3.5">
      <header className="mb-2 flex items-start gap-3">
        <div className="min-w-0">
          <h2 className="title text-base">{title}</h2>
          <p className="text-xs text-subtle">{note}</p>
        </div>
        <Button
          size="small"
          className="ml-auto flex-none"
          aria-pressed={asTable}
          aria-label={`${title} as a table`}
          onClick={() => setAsTable(!asTable)}
        >
          Table
        </Button>
      </header>
      {!asTable && legend}
      {!asTable && children}
      <DataTable caption={`${title} by day`} head={head} rows={rows} hidden={!asTable} />
    </section>
  );
}
