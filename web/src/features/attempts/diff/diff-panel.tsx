import { WorkerPoolContextProvider } from '@pierre/diffs/react';
import { useQuery } from '@tanstack/react-query';
import { Empty, Failed, Loading } from '@/components/state-notes';
import type { Attempt } from '@/lib/api/types';
import { diffQuery } from '../api/get-diff';
import './diff.css';
import { DiffFiles } from './diff-files';
import type { DiffPlace } from './diff-place';
import { DIFF_WORKERS, HIGHLIGHTING } from './diff-workers';

interface DiffPanelProps {
  attempt: Attempt;
  /** Where the address points. */
  place: DiffPlace | null;
  onPlace: (place: DiffPlace) => void;
}

export default function DiffPanel({ attempt, place, onPlace }: DiffPanelProps) {
  const diff = useQuery({ ...diffQuery(attempt), enabled: attempt.head_sha !== null });
  if (attempt.head_sha === null)
    return <Empty title="No diff yet">The change is here as soon as the agent has left one.</Empty>;
  if (!diff.data)
    return diff.error ? (
      <Failed what="the diff" error={diff.error} onRetry={() => void diff.refetch()} />
    ) : (
      <Loading what="the diff" />
    );
  return (
    <WorkerPoolContextProvider poolOptions={DIFF_WORKERS} highlighterOptions={HIGHLIGHTING}>
      <DiffFiles attempt={attempt} diff={diff.data} place={place} onPlace={onPlace} />
    </WorkerPoolContextProvider>
  );
}
