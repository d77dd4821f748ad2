import { Hand, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/button';
import type { AttemptDetail, AttemptInput } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { setDraft } from '@/lib/drafts';
import { answerPlace } from './answer-draft';
import { RequestForm } from './request-form';
import { useLateNotes, type LateNote } from './use-late-notes';

/** What was answered, for those who hear it. */
function answeredWords(input: AttemptInput): string {
  if (input.decision === undefined) return 'Your answer was sent.';
  return input.decision === 'allow' ? 'Your yes was sent.' : 'Your no was sent.';
}

interface AnswerPanelProps {
  attempt: AttemptDetail;
  agentName: string;
}

/** Everything that the agent waits for, oldest first, to be answered where it stands. */
export function AnswerPanel({ attempt, agentName }: AnswerPanelProps) {
  const { requests } = attempt;
  const { notes, settle, drop } = useLateNotes(attempt);
  const section = useRef<HTMLElement>(null);
  if (requests.length + notes.length === 0) return null;
  const answered = (requestId: string, input: AttemptInput) => {
    setDraft(answerPlace(requestId), null);
    announce(answeredWords(input));
    goOn(section.current);
  };
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-labelledby="agent-asks"
      className="mx-5 mb-2 flex-none rounded-xl border border-amber-dot bg-raised shadow-[0_4px_18px_rgb(90_60_20/.12)] max-md:mx-3.5"
    >
      <h2
        id="agent-asks"
        className="flex items-center gap-2 rounded-t-[11px] bg-amber-bg px-3.5 py-1.5 text-[13px] font-[650] text-amber-fg"
      >
        <Hand size={15} aria-hidden="true" className="flex-none" /> The agent asks
        {requests.length > 1 && <span className="font-normal">{requests.length} things, oldest first</span>}
      </h2>
      {notes.map((note) => (
        <Late key={note.id} note={note} onClose={() => drop(note.id)} />
      ))}
      <ul className="divide-y">
        {requests.map((request) => (
          <RequestForm
            key={request.request_id}
            attemptId={attempt.id}
            request={request}
            agentName={agentName}
            onSettle={(words) => settle(request.request_id, words)}
            onAnswered={(input) => answered(request.request_id, input)}
          />
        ))}
      </ul>
    </section>
  );
}

/** The button that was pressed is gone: on to what is asked next, else to the page's own tabs. */
function goOn(section: HTMLElement | null): void {
  const next = section?.isConnected
    ? section
    : document.querySelector<HTMLElement>('main [role=tab][aria-selected=true]');
  next?.focus({ preventScroll: true });
}

function Late({ note: { text, unsent }, onClose }: { note: LateNote; onClose: () => void }) {
  return (
    <div
      role="status"
      className="flex items-start gap-2.5 border-b px-3.5 py-2 text-[13px] text-muted last:border-b-0"
    >
      <p className="min-w-0 flex-1 break-words">
        {text}
        {unsent !== '' && <span className="block text-subtle">Not sent: “{unsent}”</span>}
      </p>
      <Button look="ghost" size="tiny" aria-label="Close this note" onClick={onClose}>
        <X size={14} aria-hidden="true" />
      </Button>
    </div>
  );
}
