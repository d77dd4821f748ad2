import type { AttemptEvent } from '@contracts/attempt-event';
import { CircleCheck, CircleHelp, CircleSlash } from 'lucide-react';
import { Markdown } from '@/components/markdown';
import { REQUEST_ICONS } from '@/components/request-icons';
import { wishWords } from '../requests/request-words';
import { ToolInput } from '../tools/tool-input';
import { visibleText } from '../tools/visible-text';
import { requestStory, type RequestStory } from './request-text';

interface RequestNoteProps {
  payload: Extract<AttemptEvent, { kind: 'REQUEST' }>['payload'];
  agentName: string;
  /** The attempt is under way: who waits for an answer may still get one. */
  isLive: boolean;
}

/** What the agent asked of a person, and how that was answered and by whom, in words. */
export function RequestNote({ payload, agentName, isLive }: RequestNoteProps) {
  const { asked, questions, outcome } = requestStory(payload);
  const Icon = asked ? REQUEST_ICONS[asked.kind] : CircleHelp;
  // Until then it stands above, where it is answered.
  const told = outcome || !isLive ? asked : null;
  return (
    <div
      data-theme="dark"
      className="mx-4 my-1.5 flex max-w-[860px] gap-2.5 rounded-lg border border-[#6d5320] bg-[#33260f] px-3 py-2 font-sans text-[13px] break-words text-[#f3e3c3]"
    >
      <Icon size={16} aria-hidden="true" className="mt-0.5 flex-none text-[#eec36a]" />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        {asked && (
          <p className="font-semibold">
            <bdi>{agentName}</bdi> {visibleText(wishWords({ ...asked, questions }))}
          </p>
        )}
        {told?.input !== undefined && <ToolInput input={told.input} />}
        {told?.plan !== undefined && <Markdown text={told.plan} />}
        {questions.map(({ question, options, answer }) => (
          <div key={question}>
            <p>{question}</p>
            {options.length > 0 && answer === null && <p className="text-[#cbb9a2]">{options.join(' · ')}</p>}
            {answer !== null && <p className="font-semibold whitespace-pre-wrap">→ {answer}</p>}
          </div>
        ))}
        <Outcome outcome={outcome} isLive={isLive} />
      </div>
    </div>
  );
}

function Outcome({ outcome, isLive }: { outcome: RequestStory['outcome']; isLive: boolean }) {
  if (!outcome) return isLive ? <p className="text-[#eec36a]">Waits for your answer, above</p> : null;
  const Icon = outcome.isYes ? CircleCheck : CircleSlash;
  return (
    <p className="flex gap-1.5 text-[#d9c7a8]">
      <Icon size={15} aria-hidden="true" className="mt-0.5 flex-none" />
      <span className="min-w-0 whitespace-pre-wrap">
        {outcome.words}
        {outcome.message !== null && `: “${outcome.message}”`}
      </span>
    </p>
  );
}
