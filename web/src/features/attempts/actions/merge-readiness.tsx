import {
  CircleAlert,
  CircleCheck,
  CircleX,
  GitBranch,
  KeyRound,
  Layers,
  LoaderCircle,
  MessageSquare,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { GateMarks } from '@/components/gate-marks';
import type { Attempt, Criterion, MergePreview } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { useRerunGates } from '../api/rerun-gates';
import { useUpdateFromBase } from '../api/update-from-base';
import { unproven, unprovenWords } from '../summary/attempt-words';
import { evidenceLabel, evidenceOfGates, filesWithKeys } from './evidence-items';
import { possibleActions } from './possible';
import { urls } from '@/lib/paths';

interface LineProps {
  Icon: LucideIcon;
  ink: string;
  title: string;
  /** What mends it, right there. */
  action?: ReactNode;
  children?: ReactNode;
}

function Line({ Icon, ink, title, action, children }: LineProps) {
  return (
    <li className="flex items-start gap-2.5">
      <Icon size={16} aria-hidden="true" className={`mt-0.5 flex-none ${ink}`} />
      <div className="min-w-0 flex-1 break-words">
        <p className="font-[550]">{title}</p>
        {children}
      </div>
      {action}
    </li>
  );
}

function Paths({ paths }: { paths: readonly string[] }) {
  return (
    <ul className="mt-0.5">
      {paths.slice(0, 12).map((path) => (
        <li key={path} className="code break-all text-muted">
          <bdi>{path}</bdi>
        </li>
      ))}
      {paths.length > 12 && <li className="text-subtle">and {paths.length - 12} more</li>}
    </ul>
  );
}

const STATES: Record<MergePreview['overlaps'][number]['status'], string> = {
  QUEUED: 'queued',
  RUNNING: 'running',
  GATES_RUNNING: 'running its gates',
  REVIEW_READY: 'in review',
  PR_CREATED: 'pull request open',
  APPROVED_MERGED: 'merged',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

interface OverlapsProps {
  attempt: Attempt;
  overlaps: MergePreview['overlaps'];
}

function Overlaps({ attempt, overlaps }: OverlapsProps) {
  return (
    <ul className="mt-1 flex flex-col gap-1.5">
      {overlaps.map((overlap) => (
        <li key={overlap.attempt_id}>
          <a
            // In a tab of its own: what was ticked and written here stays.
            href={urls.attemptPage(attempt.project_id, overlap.attempt_id)}
            target="_blank"
            rel="noreferrer"
            className="font-[550] text-accent-text hover:underline"
          >
            {overlap.task_key}, attempt {overlap.number}
            <span className="sr-only"> in a new tab</span>
          </a>{' '}
          <span className="text-muted">{STATES[overlap.status]}</span>
          <Paths paths={overlap.paths} />
        </li>
      ))}
    </ul>
  );
}

interface MergeReadinessProps {
  attempt: Attempt;
  preview: MergePreview;
  /** Of the task; they warn and do not block. */
  criteria: readonly Criterion[];
  onRequestChanges: (conflicts: readonly string[]) => void;
}

/** What stands between a result and its merge, with what mends each of it. */
export function MergeReadiness({ attempt, preview, criteria, onRequestChanges }: MergeReadinessProps) {
  return (
    <ul className="flex flex-col gap-2.5 text-[13.5px]">
      <Mergeability attempt={attempt} preview={preview} onRequestChanges={onRequestChanges} />
      <Behind attempt={attempt} preview={preview} />
      <Keys preview={preview} />
      {attempt.gates.length > 0 && <Evidence attempt={attempt} preview={preview} />}
      <Unproven criteria={unproven(criteria)} />
      {preview.open_comments > 0 && (
        <Line
          Icon={MessageSquare}
          ink="text-ochre-fg"
          title={`${plural(preview.open_comments, 'comment')} still open`}
        />
      )}
      {preview.overlaps.length > 0 && (
        <Line
          Icon={Layers}
          ink="text-ochre-fg"
          title={`${plural(preview.overlaps.length, 'other attempt touches', 'other attempts touch')} the same files`}
        >
          <Overlaps attempt={attempt} overlaps={preview.overlaps} />
        </Line>
      )}
    </ul>
  );
}

function Unproven({ criteria }: { criteria: readonly Criterion[] }) {
  if (criteria.length === 0) return null;
  return (
    <Line Icon={CircleAlert} ink="text-ochre-fg" title={unprovenWords(criteria.length)}>
      <ul className="text-muted">
        {criteria.map(({ id, text }) => (
          <li key={id}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    </Line>
  );
}

function Mergeability({ attempt, preview, onRequestChanges }: Omit<MergeReadinessProps, 'criteria'>) {
  if (preview.clean)
    return (
      <Line Icon={CircleCheck} ink="text-moss-fg" title={`Merges cleanly into ${attempt.base_branch}`} />
    );
  return (
    <Line
      Icon={CircleX}
      ink="text-brick-fg"
      title={`Conflicts in ${plural(preview.conflicts.length, 'file')}`}
      action={
        possibleActions(attempt).requestChanges === null && (
          <Button size="small" onClick={() => onRequestChanges(preview.conflicts)}>
            Request changes
          </Button>
        )
      }
    >
      <Paths paths={preview.conflicts} />
      <p className="mt-1 text-muted">Request changes, so that an agent solves them on the new base.</p>
    </Line>
  );
}

interface CheckProps {
  attempt: Attempt;
  preview: MergePreview;
}

function Behind({ attempt, preview }: CheckProps) {
  const update = useUpdateFromBase(attempt);
  const isPossible = preview.clean && possibleActions(attempt).updateFromBase === null;
  if (preview.behind === 0)
    return <Line Icon={CircleCheck} ink="text-moss-fg" title={`Up to date with ${attempt.base_branch}`} />;
  return (
    <Line
      Icon={GitBranch}
      ink="text-ochre-fg"
      title={`${plural(preview.behind, 'commit')} behind ${attempt.base_branch}`}
      action={
        isPossible && (
          <Button size="small" disabled={update.isPending} onClick={() => update.mutate()}>
            {update.isPending ? 'Updating…' : 'Update from base'}
          </Button>
        )
      }
    >
      {isPossible && <p className="text-muted">The gates run again on the updated result.</p>}
    </Line>
  );
}

function Evidence({ attempt, preview }: CheckProps) {
  const rerun = useRerunGates(attempt);
  const missing = evidenceOfGates(preview.missing_evidence);
  if (attempt.status === 'GATES_RUNNING')
    return (
      <Line
        Icon={LoaderCircle}
        ink="animate-spin text-lake-fg motion-reduce:animate-none"
        title="The gates are running"
      >
        <GateMarks gates={attempt.gates} />
      </Line>
    );
  if (missing.length === 0)
    return (
      <Line Icon={CircleCheck} ink="text-moss-fg" title="All gates are green and fresh">
        <GateMarks gates={attempt.gates} />
      </Line>
    );
  return (
    <Line
      Icon={CircleX}
      ink="text-ochre-fg"
      title={`${plural(missing.length, 'piece')} of evidence missing, red or stale`}
      action={
        possibleActions(attempt).rerunGates === null && (
          <Button size="small" disabled={rerun.isPending} onClick={() => rerun.mutate(undefined)}>
            Rerun
          </Button>
        )
      }
    >
      <ul className="text-muted">
        {missing.map((item) => (
          <li key={item}>{evidenceLabel(item)}</li>
        ))}
      </ul>
    </Line>
  );
}

/** A merge would publish it, also when a later commit took it out again. */
function Keys({ preview }: Pick<CheckProps, 'preview'>) {
  const files = filesWithKeys(preview.missing_evidence);
  if (files.length === 0) return null;
  return (
    <Line Icon={KeyRound} ink="text-brick-fg" title="A key of yours is in the commits">
      <Paths paths={files} />
      <p className="text-muted">
        Replace the key, and discard this attempt: its commits keep what they held.
      </p>
    </Line>
  );
}
