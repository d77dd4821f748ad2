import { CircleCheck, LoaderCircle, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/button';
import { ProblemNote } from '@/components/problem-note';
import { asProblem } from '@/lib/api/problem';
import type { Inspection } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';

interface FoundSourceProps {
  looking: boolean;
  found: Inspection | undefined;
  error: unknown;
  /** Takes what the server proposes instead of a wrong location. */
  onInstead: (location: string) => void;
}

/** What the server sees at the location, as soon as there is one. */
export function FoundSource({ looking, found, error, onInstead }: FoundSourceProps) {
  if (looking) {
    return (
      <p role="status" className="mt-2 flex items-center gap-2 text-[13px] text-subtle">
        <LoaderCircle size={15} aria-hidden="true" className="animate-spin motion-reduce:animate-none" />
        Looking at it…
      </p>
    );
  }
  if (error !== null) {
    const { instead } = asProblem(error).extra;
    return (
      <div className="mt-2 flex flex-col items-start gap-2">
        <ProblemNote error={error} />
        {typeof instead === 'string' && (
          <Button size="small" className="max-w-full" onClick={() => onInstead(instead)}>
            Use <bdi className="truncate">{instead}</bdi>
          </Button>
        )}
      </div>
    );
  }
  if (!found) return null;
  return (
    <div role="status" className="mt-2 flex flex-col gap-1 text-[13px]">
      <p className="flex items-start gap-2 text-moss-fg">
        <CircleCheck size={15} aria-hidden="true" className="mt-0.5 flex-none" />
        <span className="min-w-0 break-words">
          A git repository with {plural(found.branches.length, 'branch', 'branches')}
          {found.default_branch !== null && (
            <>
              ; the main one is <bdi className="code">{found.default_branch}</bdi>
            </>
          )}
        </span>
      </p>
      {found.warnings.map((warning) => (
        <p key={warning} className="flex items-start gap-2 text-amber-fg">
          <TriangleAlert size={15} aria-hidden="true" className="mt-0.5 flex-none" />
          <span className="min-w-0 break-words">{warning}</span>
        </p>
      ))}
    </div>
  );
}
