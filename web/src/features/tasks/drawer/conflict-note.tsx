import { Button } from '@/components/button';

interface ConflictNoteProps {
  what: string;
  theirs: string;
  onTakeTheirs: () => void;
}

/** Somebody else wrote there meanwhile: what they wrote, beside what is kept here. */
export function ConflictNote({ what, theirs, onTakeTheirs }: ConflictNoteProps) {
  return (
    <div role="alert" className="mb-2 rounded-lg bg-amber-bg px-3 py-2.5 text-[13px] text-amber-fg">
      <p className="font-semibold">{what} was changed meanwhile. Yours is kept below and not saved yet.</p>
      <p className="mt-1 max-h-32 overflow-y-auto break-words whitespace-pre-wrap">
        Now it says: <bdi>{theirs === '' ? 'nothing' : theirs}</bdi>
      </p>
      <Button size="small" className="mt-2" onClick={onTakeTheirs}>
        Drop mine
      </Button>
    </div>
  );
}
