import { CircleAlert } from 'lucide-react';
import { asProblem } from '@/lib/api/problem';
import { Button } from './button';

const inSentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

interface ProblemNoteProps {
  error: unknown;
  /** Sends again what did not arrive. */
  onRetry?: () => void;
}

/** A refusal, where it happened: what was wrong, which fields, what to do. */
export function ProblemNote({ error, onRetry }: ProblemNoteProps) {
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);
  const isUnsent = onRetry !== undefined && problem.isUnreachable;
  // Of a single wrong field the sentence above says it already.
  const fields = problem.fields.filter(({ message }) => message !== problem.detail);
  return (
    <div role="alert" className="flex gap-2.5 rounded-lg bg-brick-bg px-3 py-2.5 text-[13px] text-brick-fg">
      <CircleAlert size={16} aria-hidden="true" className="mt-0.5 flex-none" />
      <div className="min-w-0 break-words">
        <p className="font-semibold">
          {isUnsent && problem.isOffline ? `Not sent: ${inSentence(problem.detail)}` : problem.detail}
        </p>
        {fields.map((field) => (
          <p key={field.path + field.message}>
            <span className="code">{field.path}</span> {field.message}
          </p>
        ))}
        {problem.hint !== null && !isUnsent && <p>{problem.hint}</p>}
      </div>
      {isUnsent && (
        <Button size="small" className="ml-auto self-center" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
