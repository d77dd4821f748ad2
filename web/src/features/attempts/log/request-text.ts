import type { AttemptEvent } from '@contracts/attempt-event';
import type { PendingRequest } from '@/lib/api/types';

type Payload = Extract<AttemptEvent, { kind: 'REQUEST' }>['payload'];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const KINDS: readonly PendingRequest['kind'][] = ['permission', 'question', 'plan'];

/** What was asked, what became of it, or both: an answer may stand without its question, which is further up. */
export interface RequestStory {
  asked: Pick<PendingRequest, 'kind' | 'tool' | 'input' | 'plan'> | null;
  questions: readonly { question: string; options: readonly string[]; answer: string | null }[];
  outcome: { words: string; isYes: boolean; message: string | null } | null;
}

function questionsOf(payload: Record<string, unknown>): RequestStory['questions'] {
  const answers = isRecord(payload['answers']) ? payload['answers'] : {};
  const asked = Array.isArray(payload['questions']) ? payload['questions'].filter(isRecord) : [];
  if (asked.length === 0)
    return Object.entries(answers).map(([question, answer]) => ({
      question,
      options: [],
      answer: text(answer),
    }));
  return asked.map((entry) => ({
    question: text(entry['question']) ?? '',
    options: (Array.isArray(entry['options']) ? entry['options'] : [])
      .map((option: unknown) => text(isRecord(option) ? option['label'] : option))
      .filter((option) => option !== null),
    answer: text(answers[text(entry['question']) ?? '']),
  }));
}

const DECIDED: Record<PendingRequest['kind'], Record<'allow' | 'deny', string>> = {
  permission: { allow: 'You allowed it', deny: 'You denied it' },
  plan: { allow: 'You approved the plan', deny: 'You sent the plan back' },
  question: { allow: 'You answered', deny: 'You let it decide' },
};

function outcomeOf(payload: Record<string, unknown>, kind: PendingRequest['kind']): RequestStory['outcome'] {
  if (!('answered_by' in payload)) return null;
  const message = text(payload['message']);
  if (payload['answered_by'] === 'timeout')
    return { words: 'Nobody answered in time: that was a no', isYes: false, message: null };
  if (payload['answered_by'] === 'stopped')
    return { words: 'Stopped before there was an answer', isYes: false, message: null };
  const decision = payload['decision'] === 'allow' ? 'allow' : 'deny';
  const words = 'answers' in payload ? 'You answered' : DECIDED[kind][decision];
  return { words, isYes: decision === 'allow' || 'answers' in payload, message };
}

/** Agents and older servers may say it in other forms: whatever is not understood is left out. */
export function requestStory(payload: Payload): RequestStory {
  const members: Record<string, unknown> = { ...payload };
  const kind = KINDS.find((one) => one === members['kind']);
  const tool = text(members['tool']);
  const plan = text(members['plan']);
  return {
    asked:
      kind === undefined
        ? null
        : {
            kind,
            ...(tool !== null && { tool }),
            ...(plan !== null && { plan }),
            ...(isRecord(members['input']) && { input: members['input'] }),
          },
    questions: questionsOf(members),
    outcome: outcomeOf(members, kind ?? 'permission'),
  };
}
