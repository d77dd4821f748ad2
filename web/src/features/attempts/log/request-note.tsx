import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const ASKS: Partial<Record<string, string>> = {
  permission: 'asks for permission',
  question: 'asks a question',
  plan: 'shows its plan',
};

function questionsOf(payload: Record<string, unknown>): { question: string; options: string[] }[] {
  const list = Array.isArray(payload['questions']) ? payload['questions'].filter(isRecord) : [];
  return list.map(({ question, options }) => ({
    question: text(question) ?? '',
    options: (Array.isArray(options) ? options : [])
      .map((option: unknown) => text(isRecord(option) ? option['label'] : option))
      .filter((option) => option !== null),
  }));
}

interface RequestNoteProps {
  payload: { request_id: string } & Record<string, unknown>;
  agentName: string;
}

/** What the agent asks of a person, or how that was answered, in words. */
export function RequestNote({ payload, agentName }: RequestNoteProps) {
  const decision = text(payload['decision']);
  if (decision !== null || 'answered_by' in payload) {
    return <Note title={decision === null ? 'Answered' : `Answered: ${decision}`} />;
  }
  return (
    <Note title={`${agentName} ${ASKS[text(payload['kind']) ?? ''] ?? 'waits for an answer'}`}>
      {text(payload['tool']) !== null && <p className="font-mono text-[12px]">{text(payload['tool'])}</p>}
      {text(payload['plan']) !== null && <p className="whitespace-pre-wrap">{text(payload['plan'])}</p>}
      {questionsOf(payload).map(({ question, options }) => (
        <div key={question}>
          <p>{question}</p>
          {options.length > 0 && <p className="text-[#cbb9a2]">{options.join(' · ')}</p>}
        </div>
      ))}
    </Note>
  );
}

function Note({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mx-4 my-1.5 flex max-w-[860px] gap-2.5 rounded-lg border border-[#6d5320] bg-[#33260f] px-3 py-2 font-sans text-[13px] break-words text-[#f3e3c3]">
      <CircleHelp size={16} aria-hidden="true" className="mt-0.5 flex-none text-[#eec36a]" />
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {children}
      </div>
    </div>
  );
}
