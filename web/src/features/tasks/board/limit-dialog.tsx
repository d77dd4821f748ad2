import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { TextField } from '@/components/field';
import type { ColumnSpec } from '@/lib/columns';

interface LimitDialogProps {
  column: ColumnSpec;
  limit: number | undefined;
  onSave: (limit: number | null) => void;
  onClose: () => void;
}

const MAX = 1000;

function fault(text: string): string | undefined {
  if (text === '') return undefined;
  const limit = Number(text);
  return Number.isInteger(limit) && limit >= 1 && limit <= MAX
    ? undefined
    : `A whole number from 1 to ${MAX}.`;
}

export default function LimitDialog({ column, limit, onSave, onClose }: LimitDialogProps) {
  const [text, setText] = useState(limit === undefined ? '' : String(limit));
  const [asked, setAsked] = useState(false);
  const error = fault(text.trim());
  return (
    <Dialog open onClose={onClose} title={`Limit of ${column.name}`}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (error !== undefined) return;
          onSave(text.trim() === '' ? null : Number(text));
          onClose();
        }}
      >
        <DialogBody>
          <TextField
            autoFocus
            label="At most so many cards"
            optional
            inputMode="numeric"
            value={text}
            error={asked ? error : undefined}
            hint="People cannot move more cards into a full column. Attempts can: what is so is shown."
            onChange={(event) => setText(event.target.value)}
          />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Save limit
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
