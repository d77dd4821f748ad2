import type {
  CreateElicitationRequest,
  CreateElicitationResponse,
  ElicitationPropertySchema,
  ElicitationSchema,
  ToolCallUpdate,
} from '@agentclientprotocol/sdk';
import * as z from 'zod/mini';
import type { AgentQuestion, RequestAnswer } from '../../../contracts/agent-request.js';

type Answers = Readonly<Record<string, string>>;
type Option = AgentQuestion['options'][number];

interface Field {
  readonly key: string;
  readonly question: AgentQuestion;
}

const choice = z.union([
  z.pipe(
    z.string(),
    z.transform((label): Option => ({ label, description: '' })),
  ),
  z.pipe(
    z.object({ const: z.string(), description: z.nullish(z.string()) }),
    z.transform((one): Option => ({ label: one.const, description: one.description ?? '' })),
  ),
]);
const choices = z.nullish(z.array(choice));
const stringField = z.object({ type: z.literal('string'), oneOf: choices, enum: choices });
const listField = z.object({
  type: z.literal('array'),
  items: z.object({ anyOf: choices, enum: choices }),
});

/** The fields of a form that a person has to fill in; undefined where one of them is neither text nor a choice. */
export function fieldsOf({ properties = {}, required }: ElicitationSchema): readonly Field[] | undefined {
  const names = required?.length ? required : Object.keys(properties);
  const fields = names.flatMap((key) => fieldOf(key, properties[key]) ?? []);
  return fields.length > 0 && fields.length === names.length ? fields : undefined;
}

function fieldOf(key: string, property: ElicitationPropertySchema | undefined): Field | undefined {
  const title = property?.title ?? property?.description;
  const question = typeof title === 'string' && title !== '' ? title : key;
  const text = stringField.safeParse(property);
  if (text.success) {
    const options = text.data.oneOf ?? text.data.enum ?? [];
    return { key, question: { question, options, multi_select: false } };
  }
  const list = listField.safeParse(property);
  if (!list.success) return undefined;
  const options = list.data.items.anyOf ?? list.data.items.enum ?? [];
  return { key, question: { question, options, multi_select: true } };
}

/** What a form is answered with: texts by field, and lists where several could be chosen. */
export function filledIn(fields: readonly Field[], answers: Answers): Record<string, string | string[]> {
  return Object.fromEntries(
    fields.flatMap(({ key, question }) => {
      const answer = answers[question.question];
      if (answer === undefined) return [];
      return [[key, question.multi_select ? answer.split(', ') : answer]];
    }),
  );
}

/** Lets a person fill in a form; whatever else an agent wants to be shown is declined. */
export async function answerForm(
  request: CreateElicitationRequest,
  ask: (questions: readonly AgentQuestion[]) => Promise<RequestAnswer>,
): Promise<CreateElicitationResponse> {
  if (request.mode !== 'form' || !('requestedSchema' in request)) return { action: 'decline' };
  const fields = fieldsOf(request.requestedSchema as ElicitationSchema);
  if (fields === undefined) return { action: 'decline' };
  const answer = await ask(fields.map(({ question }) => question));
  return 'answers' in answer
    ? { action: 'accept', content: filledIn(fields, answer.answers) }
    : { action: 'cancel' };
}

/** Qwen Code asks its questions as if for a permission, and wants the answers by their place. */
const qwenQuestions = z.object({
  _meta: z.object({
    qwenQuestions: z.array(
      z.object({
        question: z.string(),
        options: z.array(z.object({ label: z.string(), description: z._default(z.string(), '') })),
        multiSelect: z._default(z.boolean(), false),
      }),
    ),
  }),
});

export function questionsIn(call: ToolCallUpdate): readonly AgentQuestion[] | undefined {
  const found = qwenQuestions.safeParse(call);
  return found.data?._meta.qwenQuestions.map(({ question, options, multiSelect }) => ({
    question,
    options,
    multi_select: multiSelect,
  }));
}

export const byPlace = (questions: readonly AgentQuestion[], answers: Answers): Answers =>
  Object.fromEntries(
    questions.flatMap(({ question }, place) => {
      const answer = answers[question];
      return answer === undefined ? [] : [[String(place), answer]];
    }),
  );
