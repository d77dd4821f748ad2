import { Copy, Link, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { copyAndSay } from '@/lib/copy-text';
import { plural } from '@/lib/format/quantity';
import type { LogRow } from './log-buffer';
import type { SeqRange } from './make-steps';
import { plainText } from './plain-text';

interface SelectedLinesProps {
  range: SeqRange;
  rows: readonly LogRow[];
  onClear: () => void;
}

/** What can be done with the lines whose numbers were clicked. */
export function SelectedLines({ range, rows, onClear }: SelectedLinesProps) {
  const chosen = () => rows.filter(({ seq }) => seq >= range.from && seq <= range.to);
  const count = range.to - range.from + 1;
  const name = count === 1 ? `Line ${range.from}` : plural(count, 'line');
  return (
    <div
      role="toolbar"
      aria-label={`${name} selected`}
      className="flex flex-none flex-wrap items-center gap-x-1 border-b border-[#3d3128] bg-[#33291f] px-3 py-1 text-[12.5px] text-[#f0e4d3]"
    >
      <span className="mr-1 px-1 font-semibold tabular-nums">
        {name}
        {count > 1 && <span className="font-normal text-[#cbb9a2]"> · {`${range.from}–${range.to}`}</span>}
      </span>
      <Tool
        onClick={() =>
          void copyAndSay(
            chosen()
              .map(({ event }) => plainText(event))
              .join('\n'),
            name,
          )
        }
      >
        <Copy size={13} aria-hidden="true" /> Copy
      </Tool>
      <Tool onClick={() => void copyAndSay(window.location.href, 'Link')}>
        <Link size={13} aria-hidden="true" /> Copy link
      </Tool>
      <Tool onClick={onClear}>
        <X size={13} aria-hidden="true" /> Clear
      </Tool>
    </div>
  );
}

function Tool({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 font-medium -outline-offset-2 outline-[#eda27c] hover:bg-[#463a2e]"
    >
      {children}
    </button>
  );
}
