import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { CheckField, TextAreaField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import { Failed, Loading } from '@/components/state-notes';
import { Problem } from '@/lib/api/problem';
import type { Attempt, MergePreview } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { notify } from '@/lib/notify';
import { useApprove } from '../api/approve';
import { mergePreviewQuery } from '../api/get-merge-preview';
import { evidenceLabel, overrideGap } from './evidence-items';
import { MergeReadiness } from './merge-readiness';

interface ApproveDialogProps {
  attempt: Attempt;
  onClose: () => void;
}

export default function ApproveDialog({ attempt, onClose }: ApproveDialogProps) {
  const preview = useQuery(mergePreviewQuery(attempt.id));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Approve & merge"
      description={`Attempt ${attempt.number} into ${attempt.base_branch}`}
    >
      {preview.isPending && <Loading what="the merge preview" />}
      {preview.error && !preview.data && (
        <Failed what="the merge preview" error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {preview.data && <ApproveForm attempt={attempt} preview={preview.data} onClose={onClose} />}
    </Dialog>
  );
}

interface ApproveFormProps extends ApproveDialogProps {
  preview: MergePreview;
}

/** What the refusal named counts too: evidence may have gone stale since the preview. */
function neededItems(preview: MergePreview, error: Error | null): string[] {
  const named = error instanceof Problem && error.code === 'attempt.evidence' ? error.list('items') : [];
  return [...new Set([...preview.missing_evidence, ...named])];
}

function ApproveForm({ attempt, preview, onClose }: ApproveFormProps) {
  const approve = useApprove(attempt);
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const needed = neededItems(preview, approve.error);
  const gap = preview.clean ? overrideGap(needed, { items: accepted, reason }) : 'There are conflicts.';
  const submit = () => {
    if (gap !== null) return;
    const override = needed.length === 0 ? null : { reason: reason.trim(), items: needed };
    approve.mutate(override, {
      onSuccess: () => {
        notify(`Merged to ${attempt.base_branch}`);
        announce(`Attempt ${attempt.number} was merged to ${attempt.base_branch}.`);
        onClose();
      },
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <DialogBody>
        <MergeReadiness attempt={attempt} preview={preview} />
        {needed.length > 0 && (
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
        <ProblemNote error={approve.error} />
      </DialogBody>
      <DialogFooter>
        {gap !== null && <p className="mr-auto text-[12.5px] text-muted">{gap}</p>}
        <Button onClick={onClose}>Back</Button>
        <Button type="submit" look="approve" disabled={gap !== null || approve.isPending}>
          {approve.isPending ? 'Merging…' : `Merge to ${attempt.base_branch}`}
        </Button>
      </DialogFooter>
    </form>
  );
}
