import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { ProblemNote } from '@/components/problem-note';
import type { Attempt } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { isActive } from '@/lib/attempt-activity';
import { plural } from '@/lib/format/quantity';
import { notify } from '@/lib/notify';
import { usePickAttempt } from '../api/pick';

interface PickDialogProps {
  attempt: Attempt;
  rivals: readonly Attempt[];
  onClose: () => void;
  /** The attempt is picked, and the person wants to merge it next. */
  onMerge: () => void;
}

export default function PickDialog({ attempt, rivals, onClose, onMerge }: PickDialogProps) {
  const pick = usePickAttempt(attempt);
  const choose = (then: () => void) =>
    pick.mutate(undefined, {
      onSuccess: () => {
        const closed = `${plural(rivals.length, 'other attempt is', 'other attempts are')} closed`;
        notify(`Attempt ${attempt.number} is picked`, `${closed}.`);
        announce(`Attempt ${attempt.number} is picked, ${closed}.`);
        then();
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Pick attempt ${attempt.number}`}
      description={
        <>
          The change of <bdi>{attempt.agent_name}</bdi> goes on. The others are closed, and their diffs and
          logs stay.
        </>
      }
    >
      <DialogBody>
        <ul className="flex flex-col gap-1.5 text-[13.5px]">
          {rivals.map((rival) => (
            <li key={rival.id} className="flex flex-wrap gap-x-2">
              <strong className="font-semibold">Attempt {rival.number}</strong>
              <bdi className="text-muted">{rival.agent_name}</bdi>
              <span className="ml-auto text-muted">
                {isActive(rival) ? 'is cancelled, and keeps what it did' : 'is closed'}
              </span>
            </li>
          ))}
        </ul>
        <ProblemNote error={pick.error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Back</Button>
        {attempt.status === 'REVIEW_READY' && (
          <Button disabled={pick.isPending} onClick={() => choose(onMerge)}>
            Pick and merge…
          </Button>
        )}
        <Button look="approve" disabled={pick.isPending} onClick={() => choose(onClose)}>
          {pick.isPending ? 'Picking…' : 'Pick this one'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
