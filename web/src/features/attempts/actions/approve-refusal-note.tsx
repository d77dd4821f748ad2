import { CircleAlert, Hourglass } from 'lucide-react';
import { Button } from '@/components/button';
import { asProblem } from '@/lib/api/problem';
import { refusalOf, type WayOn } from './approve-refusals';

const WAY_WORDS: Record<Exclude<WayOn, 'wait'>, string> = {
  again: 'Try again',
  look: 'Look again',
  changes: 'Request changes',
  rerun: 'Rerun the gates',
  run: 'Run the task again',
  close: 'Back to the attempt',
};

interface ApproveRefusalNoteProps {
  error: unknown;
  onWayOn: (way: WayOn) => void;
}

/** A refusal with its files and the way on; what is only not decided yet is no failure. */
export function ApproveRefusalNote({ error, onWayOn }: ApproveRefusalNoteProps) {
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);
  const { title, wayOn } = refusalOf(error);
  const isWaiting = wayOn === 'wait';
  const Icon = isWaiting ? Hourglass : CircleAlert;
  return (
    <div
      role="alert"
      className={`flex gap-2.5 rounded-lg px-3 py-2.5 text-[13px] ${isWaiting ? 'bg-ochre-bg text-ochre-fg' : 'bg-brick-bg text-brick-fg'}`}
    >
      <Icon size={16} aria-hidden="true" className="mt-0.5 flex-none" />
      <div className="min-w-0 flex-1 break-words">
        <p className="font-semibold">{title}</p>
        <p>{problem.detail}</p>
        {problem.fields.map((field) => (
          <p key={field.path + field.message}>
            <span className="code">{field.path}</span> {field.message}
          </p>
        ))}
        <Files paths={problem.list('files')} />
        {problem.hint !== null && <p>{problem.hint}</p>}
        {!isWaiting && (
          <Button size="small" className="mt-2 text-ink" onClick={() => onWayOn(wayOn)}>
            {WAY_WORDS[wayOn]}
          </Button>
        )}
      </div>
    </div>
  );
}

const MOST_FILES = 12;

function Files({ paths }: { paths: readonly string[] }) {
  if (paths.length === 0) return null;
  return (
    <ul className="my-1">
      {paths.slice(0, MOST_FILES).map((path) => (
        <li key={path} className="code break-all">
          <bdi>{path}</bdi>
        </li>
      ))}
      {paths.length > MOST_FILES && <li>and {paths.length - MOST_FILES} more</li>}
    </ul>
  );
}
