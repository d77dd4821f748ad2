import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { Button } from '@/components/button';
import { Popover } from '@/components/popover';
import type { Attempt, Criterion, MergePreview } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { mergePreviewQuery } from '../api/get-merge-preview';
import { unproven } from '../summary/attempt-words';
import { MergeReadiness } from './merge-readiness';
import { possibleActions } from './possible';

/** How many things somebody should look at before it is merged. */
const concernsOf = (preview: MergePreview, criteria: readonly Criterion[]): number =>
  (preview.clean ? 0 : 1) +
  (preview.behind > 0 ? 1 : 0) +
  preview.missing_evidence.length +
  (unproven(criteria).length > 0 ? 1 : 0) +
  (preview.open_comments > 0 ? 1 : 0) +
  (preview.overlaps.length > 0 ? 1 : 0);

interface ReadinessSummaryProps {
  attempt: Attempt;
  criteria: readonly Criterion[];
  onRequestChanges: (conflicts: readonly string[]) => void;
}

/** The merge checks in a few words, with the list one click away. Only while there is something to merge. */
export function ReadinessSummary({ attempt, criteria, onRequestChanges }: ReadinessSummaryProps) {
  const isPossible = possibleActions(attempt).approve === null;
  const preview = useQuery({ ...mergePreviewQuery(attempt), enabled: isPossible, staleTime: 30_000 });
  if (!isPossible || !preview.data) return null;
  const concerns = concernsOf(preview.data, criteria);
  const Icon = concerns === 0 ? CircleCheck : CircleAlert;
  const words = preview.data.clean
    ? concerns === 0
      ? 'Ready to merge'
      : `${plural(concerns, 'thing')} to look at before merging`
    : `Conflicts with ${attempt.base_branch}`;
  const ink = concerns === 0 ? 'text-moss-fg' : preview.data.clean ? 'text-ochre-fg' : 'text-brick-fg';
  return (
    <Popover
      label="Merge checks"
      trigger={
        <Button look="ghost" className="min-w-0">
          <Icon size={15} aria-hidden="true" className={`flex-none ${ink}`} />
          <span className="truncate">{words}</span>
        </Button>
      }
    >
      <MergeReadiness {...{ attempt, criteria, onRequestChanges }} preview={preview.data} />
    </Popover>
  );
}
