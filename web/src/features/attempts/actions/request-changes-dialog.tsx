import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { TextAreaField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { Attempt } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { useDraft } from '@/lib/drafts';
import { useRequestChanges } from '../api/request-changes';

interface RequestChangesDialogProps {
  attempt: Attempt;
  onClose: () => void;
  onStarted: (next: Attempt) => void;
}

export default function RequestChangesDialog({ attempt, onClose, onStarted }: RequestChangesDialogProps) {
  const { draft, setDraft } = useDraft(`changes:${attempt.id}`);
  const feedback = draft ?? '';
  const [missing, setMissing] = useState(false);
  const request = useRequestChanges(attempt, (next) => {
    setDraft(null);
    announce(`Attempt ${next.number} was started with your feedback.`);
    onStarted(next);
  });
  const submit = () => {
    setMissing(feedback.trim() === '');
    if (feedback.trim() === '' || request.isPending) return;
    request.mutate(feedback);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Request changes"
      description={`The next attempt goes on from the result of attempt ${attempt.number} and is given your feedback.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit();
        }}
      >
        <DialogBody>
          <TextAreaField
            label="Feedback"
            autoFocus
            rows={6}
            value={feedback}
            onChange={(event) => setDraft(event.target.value)}
            error={missing ? 'Say what should be different.' : undefined}
            placeholder="What is missing, what is wrong, what to do instead"
          />
          <ProblemNote error={request.error} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Back</Button>
          <Button type="submit" look="primary" disabled={request.isPending}>
            Start attempt {attempt.number + 1}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
