import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '@/lib/api/problem';
import { Button } from './button';

export function Loading({ what }: { what: string }) {
  return (
    <div role="status" className="grid h-full min-h-32 place-items-center p-6 text-[13px] text-subtle">
      <span className="inline-flex items-center gap-2">
        <LoaderCircle size={16} aria-hidden="true" className="animate-spin motion-reduce:animate-none" />
        Loading {what}…
      </span>
    </div>
  );
}

interface FailedProps {
  what: string;
  error: unknown;
  onRetry?: () => void;
}

export function Failed({ what, error, onRetry }: FailedProps) {
  const problem = asProblem(error);
  return (
    <div role="alert" className="grid h-full min-h-40 place-items-center p-6 text-center">
      <div className="max-w-md">
        <h2 className="title text-lg">Could not load {what}</h2>
        <p className="mt-1 text-[13.5px] text-muted">
          {problem.detail} {problem.hint}
        </p>
        {onRetry && (
          <Button className="mt-3" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

interface EmptyProps {
  title: string;
  children: ReactNode;
}

export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="grid h-full min-h-40 place-items-center p-6 text-center">
      <div className="max-w-md">
        <h2 className="title text-lg">{title}</h2>
        <div className="mt-1 text-[13.5px] text-muted">{children}</div>
      </div>
    </div>
  );
}
