import { useId, useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/button';
import { Kbd } from '@/components/kbd';
import type { PendingRequest } from '@/lib/api/types';
import { KEYS, shownKey } from '@/lib/keys';
import { visibleText } from '../tools/visible-text';
import { answersInput, decisionInput, useAnswerDraft, type Chosen } from './answer-draft';
import type { AnswerFormProps } from './request-form';

type Question = NonNullable<PendingRequest['questions']>[number];

/** All questions of one request, which are answered together. */
export function QuestionForm({ request, sending, isOver, onAnswer }: AnswerFormProps) {
  const { questions = [] } = request;
  const { chosenOf, choose } = useAnswerDraft(request.request_id);
  const [asked, setAsked] = useState(false);
  const name = useId();
  const isBusy = sending !== null || isOver;
  const { answers = {} } = answersInput(request, chosenOf);
  const isOpen = ({ question }: Question): boolean => answers[question] === '';
  const firstOpen = questions.findIndex(isOpen);
  const send = () => {
    if (isBusy) return;
    setAsked(true);
    if (firstOpen === -1) onAnswer({ request_id: request.request_id, answers });
    else
      document.getElementById(`${name}-${firstOpen}`)?.querySelector<HTMLElement>('input, textarea')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      noValidate
      className="flex max-w-[760px] flex-col gap-4"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {questions.map((question, index) => (
        <QuestionField
          key={question.question}
          id={`${name}-${index}`}
          question={question}
          chosen={chosenOf(question.question)}
          isMissing={asked && isOpen(question)}
          onChange={(chosen) => choose(question.question, chosen)}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={isBusy}>
          {sending && 'answers' in sending
            ? 'Sending…'
            : questions.length > 1
              ? 'Send answers'
              : 'Send answer'}{' '}
          <Kbd onAccent>{shownKey(KEYS.send[0])}</Kbd>
        </Button>
        <Button disabled={isBusy} onClick={() => onAnswer(decisionInput(request, 'deny'))}>
          {sending && 'decision' in sending ? 'Sending…' : 'Let it decide'}
        </Button>
      </div>
    </form>
  );
}

interface QuestionFieldProps {
  id: string;
  question: Question;
  chosen: Chosen;
  isMissing: boolean;
  onChange: (chosen: Chosen) => void;
}

function QuestionField({ id, question, chosen, isMissing, onChange }: QuestionFieldProps) {
  const { options, multi_select: isMulti } = question;
  const pick = (label: string, on: boolean) => {
    if (!isMulti) onChange({ picked: [label], other: null });
    // In the order in which the agent named them.
    else
      onChange({
        ...chosen,
        picked: options
          .map((option) => option.label)
          .filter((one) => (one === label ? on : chosen.picked.includes(one))),
      });
  };
  const setOther = (other: string | null) => onChange({ picked: isMulti ? chosen.picked : [], other });
  const type = isMulti ? 'checkbox' : 'radio';
  return (
    <fieldset id={id} className="min-w-0" aria-describedby={isMissing ? `${id}-error` : undefined}>
      <legend className="mb-1.5 text-[14px] font-semibold break-words">
        <bdi>{visibleText(question.question)}</bdi>
        {isMulti && <span className="font-normal text-subtle"> · as many as fit</span>}
      </legend>
      <div className="flex flex-col gap-1.5">
        {options.map(({ label, description }) => (
          <Option
            key={label}
            type={type}
            name={id}
            label={label}
            description={description}
            checked={chosen.picked.includes(label)}
            onChange={(on) => pick(label, on)}
          />
        ))}
        {options.length > 0 && (
          <Option
            type={type}
            name={id}
            label="Something else"
            description=""
            checked={chosen.other !== null}
            onChange={(on) => setOther(on ? (chosen.other ?? '') : null)}
          />
        )}
        {(options.length === 0 || chosen.other !== null) && (
          <textarea
            aria-label={options.length === 0 ? question.question : `Something else: ${question.question}`}
            rows={2}
            maxLength={10_000}
            placeholder="In your own words"
            value={chosen.other ?? ''}
            onChange={(event) => setOther(event.target.value)}
            className="w-full resize-y rounded-lg border border-line-strong bg-card px-2.5 py-2 text-[13.5px] leading-relaxed"
          />
        )}
      </div>
      {isMissing && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-xs font-medium text-brick-fg">
          {options.length === 0 ? 'Write an answer.' : 'Choose an answer, or write one.'}
        </p>
      )}
    </fieldset>
  );
}

interface OptionProps {
  type: 'radio' | 'checkbox';
  name: string;
  label: string;
  description: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Option({ type, name, label, description, checked, onChange }: OptionProps) {
  const id = useId();
  return (
    <label className="flex cursor-pointer items-start gap-2.5 rounded-lg border bg-card px-2.5 py-2 text-[13.5px] hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type={type}
        name={name}
        checked={checked}
        aria-labelledby={`${id}-label`}
        aria-describedby={description === '' ? undefined : `${id}-more`}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-[3px] size-4 flex-none accent-moss-fg dark:accent-moss-dot"
      />
      <span className="min-w-0 break-words">
        <bdi id={`${id}-label`} className="font-[550]">
          {visibleText(label)}
        </bdi>
        {description !== '' && (
          <bdi id={`${id}-more`} className="block text-[13px] text-muted">
            {visibleText(description)}
          </bdi>
        )}
      </span>
    </label>
  );
}
