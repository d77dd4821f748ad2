import { Scissors } from 'lucide-react';
import { Markdown } from '@/components/markdown';
import { ProblemNote } from '@/components/problem-note';
import { REQUEST_ICONS } from '@/components/request-icons';
import type { AttemptInput, PendingRequest } from '@/lib/api/types';
import { left } from '@/lib/format/duration';
import { moment } from '@/lib/format/moment';
import { bytes } from '@/lib/format/quantity';
import { useNow } from '@/lib/use-now';
import { isLate, useAnswerRequest } from '../api/answer-request';
import { ToolInput } from '../tools/tool-input';
import { visibleText } from '../tools/visible-text';
import { inputAgain, useAnswerDraft } from './answer-draft';
import { DecisionForm } from './decision-form';
import { QuestionForm } from './question-form';
import { deadlineWords, wishWords } from './request-words';

export interface AnswerFormProps {
  request: PendingRequest;
  /** The answer that is on its way. */
  sending: AttemptInput | null;
  /** The time to answer has passed. */
  isOver: boolean;
  onAnswer: (input: AttemptInput) => void;
}

interface RequestFormProps {
  attemptId: string;
  request: PendingRequest;
  agentName: string;
  /** How it ends: `null` as it is answered here, or why nobody can answer it any more, in the server's words. */
  onSettle: (words: string | null) => void;
  onAnswered: (input: AttemptInput) => void;
}

/** One thing that the agent asks, and all that is needed to answer it. */
export function RequestForm({ attemptId, request, agentName, onSettle, onAnswered }: RequestFormProps) {
  const answer = useAnswerRequest(attemptId);
  const draft = useAnswerDraft(request.request_id);
  const now = useNow(15_000);
  const leftMs = Date.parse(request.expires_at) - now;
  const onAnswer = (input: AttemptInput) => {
    onSettle(null);
    // Not the callbacks of `mutate`: the form is gone by then.
    void answer.mutateAsync(input).then(
      () => onAnswered(input),
      (error: unknown) => {
        if (isLate(error)) onSettle(error.detail);
      },
    );
  };
  const form: AnswerFormProps = {
    request,
    sending: answer.isPending ? answer.variables : null,
    isOver: leftMs <= 0,
    onAnswer,
  };
  const Icon = REQUEST_ICONS[request.kind];
  return (
    <li aria-busy={answer.isPending} className="flex min-w-0 flex-col gap-2.5 px-3.5 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <h3 className="flex min-w-0 items-baseline gap-2 text-[14px] font-[650] break-words">
          <Icon size={16} aria-hidden="true" className="flex-none self-center text-amber-fg" />
          <span className="min-w-0">
            <bdi>{agentName}</bdi> {visibleText(wishWords(request))}
          </span>
        </h3>
        <Deadline request={request} leftMs={leftMs} />
      </div>
      {request.truncated_bytes !== undefined && <CutNote size={request.truncated_bytes} />}
      <Answering {...form} />
      {!isLate(answer.error) && (
        <ProblemNote
          error={answer.error}
          onRetry={() => answer.variables && onAnswer(inputAgain(request, answer.variables, draft))}
        />
      )}
    </li>
  );
}

/** A yes is to all of it, the part that nobody can read too. */
function CutNote({ size }: { size: number }) {
  return (
    <p className="flex gap-2 rounded-lg bg-amber-bg px-2.5 py-2 text-[13px] text-amber-fg">
      <Scissors size={15} aria-hidden="true" className="mt-0.5 flex-none" />
      <span className="min-w-0">
        <b className="font-semibold">This is not all of it:</b> {bytes(size)} were too much to be kept, and
        cannot be read here. A yes is to them, too.
      </span>
    </p>
  );
}

function Deadline({ request, leftMs }: { request: PendingRequest; leftMs: number }) {
  const until = moment(request.expires_at);
  return (
    <p className="text-[12.5px] text-muted tabular-nums sm:ml-auto">
      {leftMs <= 0 ? (
        `The time to answer was over at ${until}.`
      ) : (
        <>
          {deadlineWords(request.kind, until)} <span className="text-subtle">· {left(leftMs)} left</span>
        </>
      )}
    </p>
  );
}

function Answering(form: AnswerFormProps) {
  const { request } = form;
  switch (request.kind) {
    case 'permission':
      return (
        <DecisionForm {...form} words={{ allow: 'Allow', deny: 'Deny', message: 'Message to the agent' }}>
          <ToolInput input={request.input} />
        </DecisionForm>
      );
    case 'plan':
      return (
        <DecisionForm
          {...form}
          words={{
            allow: 'Approve',
            deny: 'Send back',
            message: 'What to mind, or what should be different',
          }}
        >
          <div
            tabIndex={0}
            role="group"
            aria-label="Plan"
            className="thin-scroll max-h-[50dvh] overflow-y-auto rounded-lg border bg-card px-3.5 py-2.5"
          >
            <Markdown text={visibleText(request.plan ?? '')} />
          </div>
        </DecisionForm>
      );
    case 'question':
      return <QuestionForm {...form} />;
  }
}
