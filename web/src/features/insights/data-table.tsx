import type { ReactNode } from 'react';

interface DataTableProps {
  caption: string;
  head: readonly string[];
  rows: readonly { key: string; name: ReactNode; cells: readonly string[] }[];
  /** Only for screen readers. */
  hidden?: boolean;
}

export function DataTable({ caption, head, rows, hidden = false }: DataTableProps) {
  const table = (
    <table className="w-full border-collapse text-[13px] tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {head.map((name, index) => (
            <th
              key={name}
              scope="col"
              className={`border-b px-2.5 py-1.5 text-xs font-semibold whitespace-nowrap text-subtle ${index === 0 ? 'text-left' : 'text-right'}`}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, cells }) => (
          <tr key={key} className="border-b last:border-b-0">
            <th scope="row" className="max-w-48 truncate px-2.5 py-1.5 text-left font-[550]">
              {name}
            </th>
            {cells.map((cell, index) => (
              <td key={head[index + 1]} className="px-2.5 py-1.5 text-right whitespace-nowrap">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (hidden) return <div className="sr-only">{table}</div>;
  return (
    // What can be scrolled must be reachable by the keyboard.
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="thin-scroll max-h-[26rem] overflow-auto rounded-lg -outline-offset-2"
    >
      {table}
    </div>
  );
}
