import * as z from 'zod/mini';
import type { AttemptInput, PendingRequest } from '@/lib/api/types';
import { useDraft } from '@/lib/drafts';

const chosenSchema = z.object({
  /** Labels of options. */
  picked: z.array(z.string()),
  /** Words of one's own; `null` where the options are enough. */
  other: z.nullable(z.string()),
});

const draftSchema = z.object({
  message: z.string(),
  /** By the text of the question. */
  chosen: z.record(z.string(), chosenSchema),
});

export type Chosen = z.infer<typeof chosenSchema>;
type AnswerDraft = z.infer<typeof draftSchema>;

export const NOT_CHOSEN: Chosen = { picked: [], other: null };
const EMPTY: AnswerDraft = { message: '', chosen: {} };

export const answerPlace = (requestId: string): string => `answer:${requestId}`;

/** A draft that an older page wrote is none. */
function parseDraft(text: string | null): AnswerDraft {
  if (text === null) return EMPTY;
  try {
    const read = draftSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : EMPTY;
  } catch {
    return EMPTY;
  }
}

const isEmpty = ({ message, chosen }: AnswerDraft): boolean =>
  message === '' && Object.values(chosen).every(({ picked, other }) => picked.length === 0 && other === null);

/** What is being answered outlives a reload, and is the same in every tab. */
export function useAnswerDraft(requestId: string) {
  const { draft, setDraft } = useDraft(answerPlace(requestId));
  const current = parseDraft(draft);
  const put = (part: Partial<AnswerDraft>) => {
    const next = { ...current, ...part };
    setDraft(isEmpty(next) ? null : JSON.stringify(next));
  };
  return {
    message: current.message,
    setMessage: (message: string) => put({ message }),
    chosenOf: (question: string) => current.chosen[question] ?? NOT_CHOSEN,
    choose: (question: string, chosen: Chosen) => put({ chosen: { ...current.chosen, [question]: chosen } }),
  };
}

/** What somebody wrote in it that is more than a choice. */
export function wordsIn(draft: string | null): string {
  const { message, chosen } = parseDraft(draft);
  return [message, ...Object.values(chosen).map(({ other }) => other ?? '')]
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' · ');
}

/** As the contract wants it: what was picked, separated by commas, and what was written; empty where nothing was. */
export const answerText = ({ picked, other }: Chosen): string =>
  [...picked, other?.trim() ?? ''].filter(Boolean).join(', ');

export const answersInput = (
  { request_id, questions = [] }: PendingRequest,
  chosenOf: (question: string) => Chosen,
): AttemptInput => ({
  request_id,
  answers: Object.fromEntries(questions.map(({ question }) => [question, answerText(chosenOf(question))])),
});

export function decisionInput(
  { request_id }: PendingRequest,
  decision: 'allow' | 'deny',
  message = '',
): AttemptInput {
  const words = message.trim();
  return { request_id, decision, ...(words !== '' && { message: words }) };
}

/** What did not arrive, as it is written by now. */
export function inputAgain(
  request: PendingRequest,
  { decision }: AttemptInput,
  { message, chosenOf }: Pick<ReturnType<typeof useAnswerDraft>, 'message' | 'chosenOf'>,
): AttemptInput {
  return decision === undefined ? answersInput(request, chosenOf) : decisionInput(request, decision, message);
}
