import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { TextAreaField } from '@/components/field';
import { useAnswerDraft, decisionInput } from './answer-draft';
import type { AnswerFormProps } from './request-form';

interface DecisionFormProps extends AnswerFormProps {
  words: { allow: string; deny: string; message: string };
  children: ReactNode;
}

/**
 * Yes or no, and what the agent should mind. No key does either: a press that was meant for something else must not
 * let a command run.
 */
export function DecisionForm({ request, sending, isOver, onAnswer, words, children }: DecisionFormProps) {
  const { message, setMessage } = useAnswerDraft(request.request_id);
  const isBusy = sending !== null || isOver;
  const decide = (decision: 'allow' | 'deny') => onAnswer(decisionInput(request, decision, message));
  const nameOf = (decision: 'allow' | 'deny') =>
    sending && 'decision' in sending && sending.decision === decision ? 'Sending…' : words[decision];
  return (
    <>
      {children}
      <TextAreaField
        label={words.message}
        optional
        rows={message === '' ? 1 : 3}
        maxLength={20_000}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button look="approve" disabled={isBusy} onClick={() => decide('allow')}>
          {nameOf('allow')}
        </Button>
        <Button disabled={isBusy} onClick={() => decide('deny')}>
          {nameOf('deny')}
        </Button>
      </div>
    </>
  );
}
