import {
  CircleAlert,
  CircleCheck,
  CircleX,
  GitBranch,
  KeyRound,
  Layers,
  LoaderCircle,
  MessageSquare,
} from 'lucide-react';
import { Button } from '@/components/button';
import { GateMarks } from '@/components/gate-marks';
import type { Attempt, Criterion, MergePreview } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { useRerunGates } from '../api/rerun-gates';
import { useUpdateFromBase } from '../api/update-from-base';
import { unproven, unprovenWords } from '../summary/attempt-words';
import { evidenceLabel, evidenceOfGates, filesWithKeys } from './evidence-items';
import { OverlappingAttempts } from './overlapping-attempts';
import { possibleActions } from './possible';
import { Paths, ReadinessLine } from './readiness-line';

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
        <ReadinessLine
          Icon={MessageSquare}
          ink="text-ochre-fg"
          title={`${plural(preview.open_comments, 'comment')} still open`}
        />
      )}
      {preview.overlaps.length > 0 && (
        <ReadinessLine
          Icon={Layers}
          ink="text-ochre-fg"
          title={`${plural(preview.overlaps.length, 'other attempt touches', 'other attempts touch')} the same files`}
        >
          <OverlappingAttempts attempt={attempt} overlaps={preview.overlaps} />
        </ReadinessLine>
      )}
    </ul>
  );
}

function Unproven({ criteria }: { criteria: readonly Criterion[] }) {
  if (criteria.length === 0) return null;
  return (
    <ReadinessLine Icon={CircleAlert} ink="text-ochre-fg" title={unprovenWords(criteria.length)}>
      <ul className="text-muted">
        {criteria.map(({ id, text }) => (
          <li key={id}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    </ReadinessLine>
  );
}

function Mergeability({ attempt, preview, onRequestChanges }: Omit<MergeReadinessProps, 'criteria'>) {
  if (preview.clean)
    return (
      <ReadinessLine
        Icon={CircleCheck}
        ink="text-moss-fg"
        title={`Merges cleanly into ${attempt.base_branch}`}
      />
    );
  return (
    <ReadinessLine
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
    </ReadinessLine>
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
    return (
      <ReadinessLine Icon={CircleCheck} ink="text-moss-fg" title={`Up to date with ${attempt.base_branch}`} />
    );
  return (
    <ReadinessLine
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
    </ReadinessLine>
  );
}

function Evidence({ attempt, preview }: CheckProps) {
  const rerun = useRerunGates(attempt);
  const missing = evidenceOfGates(preview.missing_evidence);
  if (attempt.status === 'GATES_RUNNING')
    return (
      <ReadinessLine
        Icon={LoaderCircle}
        ink="animate-spin text-lake-fg motion-reduce:animate-none"
        title="The gates are running"
      >
        <GateMarks gates={attempt.gates} />
      </ReadinessLine>
    );
  if (missing.length === 0)
    return (
      <ReadinessLine Icon={CircleCheck} ink="text-moss-fg" title="All gates are green and fresh">
        <GateMarks gates={attempt.gates} />
      </ReadinessLine>
    );
  return (
    <ReadinessLine
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
    </ReadinessLine>
  );
}

/** A merge would publish it, also when a later commit took it out again. */
function Keys({ preview }: Pick<CheckProps, 'preview'>) {
  const files = filesWithKeys(preview.missing_evidence);
  if (files.length === 0) return null;
  return (
    <ReadinessLine Icon={KeyRound} ink="text-brick-fg" title="A key of yours is in the commits">
      <Paths paths={files} />
      <p className="text-muted">
        Replace the key, and discard this attempt: its commits keep what they held.
      </p>
    </ReadinessLine>
  );
}
