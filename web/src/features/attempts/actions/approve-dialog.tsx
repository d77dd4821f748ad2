import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { CheckField, TextAreaField } from '@/components/field';
import { Failed, Loading } from '@/components/state-notes';
import { Problem } from '@/lib/api/problem';
import type { Attempt, Criterion, MergePreview } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { notify } from '@/lib/notify';
import { useApprove, type Approval } from '../api/approve';
import { mergePreviewQuery } from '../api/get-merge-preview';
import { useRerunGates } from '../api/rerun-gates';
import { ApproveRefusalNote } from './approve-refusal-note';
import type { WayOn } from './approve-refusals';
import { evidenceLabel, overrideGap } from './evidence-items';
import { MergeReadiness } from './merge-readiness';
import { possibleActions } from './possible';

interface ApproveDialogProps {
  attempt: Attempt;
  criteria: readonly Criterion[];
  mode: Approval['mode'];
  onClose: () => void;
  /** Instead of merging: ask for changes, or run the task again. */
  onRequestChanges: (conflicts: readonly string[]) => void;
  onRun: () => void;
}

const WORDS = {
  merge: {
    title: 'Approve & merge',
    pending: 'Merging…',
    submit: (base: string) => `Merge to ${base}`,
    done: (base: string) => `Merged to ${base}`,
  },
  pr: {
    title: 'Create pull request',
    pending: 'Creating…',
    submit: () => 'Create pull request',
    done: () => 'Pull request created',
  },
};

export default function ApproveDialog(props: ApproveDialogProps) {
  const { attempt, mode, onClose } = props;
  const isPossible = possibleActions(attempt).approve === null;
  const preview = useQuery({
    ...mergePreviewQuery(attempt),
    enabled: attempt.head_sha !== null,
    placeholderData: (shown) => shown,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={WORDS[mode].title}
      description={`Attempt ${attempt.number} into ${attempt.base_branch}`}
    >
      {preview.isPending && isPossible && <Loading what="the merge preview" />}
      {preview.error && !preview.data && (
        <Failed what="the merge preview" error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {preview.data && (
        <ApproveForm {...props} preview={preview.data} onLook={() => void preview.refetch()} />
      )}
    </Dialog>
  );
}

interface ApproveFormProps extends ApproveDialogProps {
  preview: MergePreview;
  onLook: () => void;
}

/** What the refusal named counts too: evidence may have gone stale since the preview. */
function neededItems(preview: MergePreview, error: Error | null): string[] {
  const named = error instanceof Problem && error.code === 'attempt.evidence' ? error.list('items') : [];
  return [...new Set([...preview.missing_evidence, ...named])];
}

function ApproveForm(props: ApproveFormProps) {
  const { attempt, criteria, mode, preview, onClose, onLook, onRequestChanges, onRun } = props;
  const approve = useApprove(attempt);
  const rerun = useRerunGates(attempt);
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const words = WORDS[mode];
  const needed = neededItems(preview, approve.error);
  // While it waits, the attempt may go on: the gates of an update, a merge from elsewhere.
  const whyNot = approve.isPending ? null : possibleActions(attempt).approve;
  const gap =
    whyNot ?? (preview.clean ? overrideGap(needed, { items: accepted, reason }) : 'There are conflicts.');

  const submit = () => {
    if (gap !== null || approve.isPending) return;
    const override = needed.length === 0 ? null : { reason: reason.trim(), items: needed };
    approve.mutate(
      { mode, override },
      {
        onSuccess: () => {
          notify(words.done(attempt.base_branch));
          announce(`Attempt ${attempt.number}: ${words.done(attempt.base_branch)}.`);
          onClose();
        },
        onError: (error) => announce(error.message),
      },
    );
  };

  const goOn = (way: WayOn) => {
    const conflicts = approve.error instanceof Problem ? approve.error.list('files') : [];
    approve.reset();
    switch (way) {
      case 'again':
        submit();
        break;
      case 'look':
        onLook();
        break;
      case 'changes':
        onRequestChanges(conflicts);
        break;
      case 'rerun':
        rerun.mutate(undefined);
        break;
      case 'run':
        onRun();
        break;
      case 'close':
      case 'wait':
        onClose();
        break;
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <DialogBody>
        <MergeReadiness {...{ attempt, preview, criteria, onRequestChanges }} />
        {needed.length > 0 && whyNot === null && (
          <fieldset className="flex flex-col gap-2 rounded-xl border border-ochre-dot/50 bg-ochre-bg/35 p-3">
            <legend className="rounded-full bg-ochre-bg px-2 py-px text-xs font-[650] text-ochre-fg">
              Override, item by item
            </legend>
            {needed.map((item) => (
              <CheckField
                key={item}
                label={evidenceLabel(item)}
                checked={accepted.includes(item)}
                onChange={(event) =>
                  setAccepted(
                    event.target.checked ? [...accepted, item] : accepted.filter((other) => other !== item),
                  )
                }
              />
            ))}
            <TextAreaField
              label="Reason"
              rows={2}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              hint="Kept with the merge, for everybody to read."
            />
          </fieldset>
        )}
        <ApproveRefusalNote error={approve.error} onWayOn={goOn} />
      </DialogBody>
      <DialogFooter>
        {gap !== null && <p className="mr-auto text-[12.5px] text-muted">{gap}</p>}
        <Button onClick={onClose}>Back</Button>
        <Button type="submit" look="approve" disabled={gap !== null || approve.isPending}>
          {approve.isPending ? words.pending : words.submit(attempt.base_branch)}
        </Button>
      </DialogFooter>
    </form>
  );
}
