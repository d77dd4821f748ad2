import { useMemo } from 'react';
import type { Attempt, DiffFile } from '@/lib/api/types';
import { createStored } from '@/lib/stored';

/** More than anybody reviews at a time; the oldest marks go first. */
const MOST = 5000;

/** The fingerprint that a file had when it was marked, by task and path. */
const useMarks = createStored<{ marks: Record<string, string> }>('antfarm.viewed', { marks: {} });

const placeOf = (taskId: string, path: string): string => `${taskId}:${path}`;

function setMark(place: string, fingerprint: string | null): void {
  const others = Object.entries(useMarks.getState().marks).filter(([other]) => other !== place);
  const entries = fingerprint === null ? others : [...others, [place, fingerprint] as const];
  useMarks.setState({ marks: Object.fromEntries(entries.slice(-MOST)) });
}

/** What was looked at already: a mark holds over reloads and attempts, until its file changes. */
export function useViewedMarks({ task_id: taskId }: Pick<Attempt, 'task_id'>, files: readonly DiffFile[]) {
  const marks = useMarks((state) => state.marks);
  const viewed = useMemo(
    () =>
      new Set(
        files.flatMap(({ path, fingerprint }) =>
          marks[placeOf(taskId, path)] === fingerprint ? [path] : [],
        ),
      ),
    [files, marks, taskId],
  );
  return {
    viewed,
    mark: ({ path, fingerprint }: DiffFile, seen: boolean) =>
      setMark(placeOf(taskId, path), seen ? fingerprint : null),
  };
}
