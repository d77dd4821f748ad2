import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Markdown } from '@/components/markdown';
import type { AttemptDetail, Criterion } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';
import { evidenceLabel } from '../actions/evidence-items';
import { possibleActions } from '../actions/possible';
import { mergePreviewQuery } from '../api/get-merge-preview';
import type { AttemptTab } from '../attempt-tabs';
import { closedWords, nextStep, remaining } from './attempt-words';
import { Block } from './block';
import { ChangedFiles } from './changed-files';
import { Relatives, useRelatives } from './relatives';
import { SummaryFacts } from './summary-facts';

interface SummaryPanelProps {
  attempt: AttemptDetail;
  criteria: readonly Criterion[];
  onTab: (tab: AttemptTab) => void;
  onAttempt: (attemptId: string) => void;
}

export default function SummaryPanel({ attempt, criteria, onTab, onAttempt }: SummaryPanelProps) {
  const { parent, children } = useRelatives(attempt);
  return (
    <div className="thin-scroll h-full overflow-y-auto p-4 sm:p-5">
      <div className="mx-auto grid max-w-5xl gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="flex min-w-0 flex-col gap-6">
          {attempt.failure && (
            <Block title="Why it failed">
              <p className="text-[13.5px] break-words text-brick-fg">{attempt.failure.message}</p>
              <p className="text-xs text-subtle">
                {attempt.failure.reason.replaceAll('_', ' ')}
                {attempt.failure.retryable && ' · running it again may help'}
              </p>
            </Block>
          )}
          {attempt.closed && (
            <Block title="Closed">
              <p className="text-[13.5px]">{closedWords(attempt.closed)}</p>
            </Block>
          )}
          <Block title="Summary">
            {attempt.summary === null || attempt.summary === '' ? (
              <p className="text-[13.5px] text-subtle">
                {isActive(attempt) ? 'It comes when the agent has ended.' : 'The agent left none.'}
              </p>
            ) : (
              <Markdown text={attempt.summary} />
            )}
          </Block>
          <Block title="What remains">
            <Remains attempt={attempt} criteria={criteria} onTab={onTab} />
          </Block>
          <Block title="What changed">
            <ChangedFiles attempt={attempt} />
          </Block>
          {attempt.feedback !== null && (
            <Block title="Feedback it was given">
              <Markdown text={attempt.feedback} />
            </Block>
          )}
          {attempt.merge?.override && (
            <Block title="Merged over missing evidence">
              <p className="text-[13.5px] break-words">“{attempt.merge.override.reason}”</p>
              <ul className="text-[13px] text-muted">
                {attempt.merge.override.items.map((item) => (
                  <li key={item}>{evidenceLabel(item)}</li>
                ))}
              </ul>
            </Block>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          {(parent !== undefined || children.length > 0) && (
            <Block title="Other attempts">
              <Relatives attempt={attempt} onAttempt={onAttempt} />
            </Block>
          )}
          <SummaryFacts attempt={attempt} />
        </div>
      </div>
    </div>
  );
}

type RemainsProps = Pick<SummaryPanelProps, 'attempt' | 'criteria' | 'onTab'>;

/** What is still to be done, and where that is done; what decides stands in the bar below. */
function Remains({ attempt, criteria, onTab }: RemainsProps) {
  const isOpen = possibleActions(attempt).approve === null;
  const preview = useQuery({ ...mergePreviewQuery(attempt), enabled: isOpen, staleTime: 30_000 });
  const isOver = attempt.closed !== null || attempt.status === 'APPROVED_MERGED';
  const left = isOver ? [] : remaining(attempt, criteria, preview.data);
  return (
    <>
      {left.length > 0 && (
        <ul className="mb-2 list-disc pl-5 text-[13.5px]">
          {left.map((entry) => (
            <li key={entry}>{entry}</li>
          ))}
        </ul>
      )}
      <p className="text-[13.5px] text-muted">{nextStep(attempt)}</p>
      <div className="mt-2 flex flex-wrap gap-1.5 empty:hidden">
        {attempt.head_sha !== null && (
          <Button size="small" onClick={() => onTab('diff')}>
            Read the diff
          </Button>
        )}
        {attempt.gates.length + criteria.length > 0 && (
          <Button size="small" onClick={() => onTab('gates')}>
            See the evidence
          </Button>
        )}
        {(isActive(attempt) || attempt.failure) && (
          <Button size="small" onClick={() => onTab('logs')}>
            Watch the log
          </Button>
        )}
      </div>
    </>
  );
}
