import { useCallback, useMemo, useState } from 'react';
import { dropIfEmpty } from './comment-drafts';

export interface Writing {
  /** The places whose box stands open. */
  open: ReadonlySet<string>;
  setOpen: (place: string, open: boolean) => void;
}

/** Which boxes a person is writing in; what is written outlives this in its draft. */
export function useWriting(): { writing: Writing; write: (place: string) => void } {
  const [open, setPlaces] = useState<ReadonlySet<string>>(new Set());
  const setOpen = useCallback(
    (place: string, now: boolean) =>
      setPlaces((places) =>
        now ? new Set([...places, place]) : new Set([...places].filter((other) => other !== place)),
      ),
    [],
  );
  const write = useCallback(
    (place: string) => {
      for (const other of open) if (other !== place) dropIfEmpty(other);
      setOpen(place, true);
    },
    [open, setOpen],
  );
  return { writing: useMemo(() => ({ open, setOpen }), [open, setOpen]), write };
}
