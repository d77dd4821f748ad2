import { useState } from 'react';
import { DiffSize } from '@/components/diff-size';
import type { ComparedAttempt } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';

const SHOWN = 8;

type ComparedFile = ComparedAttempt['files'][number];

/** What only one attempt touches says more about it than what all do. */
const ownFirst = (a: ComparedFile, b: ComparedFile): number =>
  Number(a.shared) - Number(b.shared) || a.path.localeCompare(b.path);

export function ComparedFiles({ attempt }: { attempt: ComparedAttempt }) {
  const [all, setAll] = useState(false);
  const files = attempt.files.toSorted(ownFirst);
  const hidden = attempt.files_total - files.length;
  if (files.length === 0) return <p className="text-subtle">{isActive(attempt) ? 'None so far' : 'None'}</p>;
  return (
    <>
      <ul className="flex flex-col gap-1">
        {(all ? files : files.slice(0, SHOWN)).map((file) => (
          <li key={file.path} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <bdi className="code min-w-0 break-all">{file.path}</bdi>
            {file.additions !== null && file.deletions !== null && (
              <DiffSize additions={file.additions} deletions={file.deletions} />
            )}
            <span className={`text-xs ${file.shared ? 'text-subtle' : 'font-medium text-ochre-fg'}`}>
              {file.shared ? 'shared' : 'only here'}
            </span>
          </li>
        ))}
      </ul>
      {files.length > SHOWN && (
        <button
          type="button"
          aria-expanded={all}
          className="mt-1 text-[12.5px] font-medium text-accent-text hover:underline"
          onClick={() => setAll(!all)}
        >
          {all ? 'Show fewer' : `Show all ${files.length}`}
        </button>
      )}
      {all && hidden > 0 && <p className="mt-1 text-xs text-subtle">and {hidden} more in its diff</p>}
    </>
  );
}
