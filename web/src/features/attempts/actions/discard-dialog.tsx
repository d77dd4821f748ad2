import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { ProblemNote } from '@/components/problem-note';
import type { Attempt } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { useDiscardAttempt } from '../api/discard';

interface DiscardDialogProps {
  attempt: Attempt;
  onClose: () => void;
}

export default function DiscardDialog({ attempt, onClose }: DiscardDialogProps) {
  const discard = useDiscardAttempt(attempt);
  const confirm = () =>
    discard.mutate(undefined, {
      onSuccess: () => {
        announce(`Attempt ${attempt.number} was discarded.`);
        onClose();
      },
    });
  return (
    <Dialog open onClose={onClose} title={`Discard attempt ${attempt.number}?`}>
      <DialogBody>
        <p className="text-[13.5px] text-muted">
          It is closed for good and cannot be merged any more. Its branch, diff and logs can still be read
          until they are cleaned up.
          {attempt.parent_attempt_id !== null && ' The attempt that it followed is opened again.'}
        </p>
        <ProblemNote error={discard.error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" disabled={discard.isPending} onClick={confirm}>
          Discard attempt
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
