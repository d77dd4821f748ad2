import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsString, IsUUID, MaxLength } from 'class-validator';
import { type AgentRequest, type RequestAnswer } from '../../contracts/agent-request.js';
import { IfPresent } from '../../platform/http/if-present.js';
import type { AgentRequestEntity } from './agent-request.entity.js';
import { wrongAnswer } from './request-errors.js';

const DECISIONS = ['allow', 'deny'] as const;
const MAX_ANSWER = 20_000;

/** A decision about a permission or a plan, or the answers to questions. */
export class AttemptInputDto {
  @IsUUID()
  request_id: string;

  @ApiProperty({ enum: DECISIONS, required: false })
  @IfPresent()
  @IsIn(DECISIONS)
  decision?: 'allow' | 'deny';

  /** For the agent: why not, or what to mind. */
  @IfPresent()
  @IsString()
  @MaxLength(MAX_ANSWER)
  message?: string;

  /** By the text of the question; several options are separated by ", ". */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })
  @IfPresent()
  @IsObject()
  answers?: Record<string, string>;
}

export class QuestionOptionDto {
  label: string;
  description: string;
}

export class QuestionDto {
  question: string;
  options: QuestionOptionDto[];
  multi_select: boolean;
}

/** What an agent waits for. */
export class PendingRequestDto {
  request_id: string;
  @ApiProperty({ enum: ['permission', 'question', 'plan'] })
  kind: 'permission' | 'question' | 'plan';
  tool?: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  input?: unknown;
  questions?: QuestionDto[];
  plan?: string;
  /** So much of it was too long to be stored, and nobody can read it here; absent where all of it is here. */
  truncated_bytes?: number;
  asked_at: string;
  /** Then the answer is no. */
  expires_at: string;
}

export const toPendingRequest = ({ request, askedAt }: AgentRequestEntity): PendingRequestDto => ({
  ...(request as Omit<PendingRequestDto, 'asked_at'>), // of the same form, by the kind
  asked_at: askedAt.toISOString(),
});

/** Throws when the input does not answer the request. */
export function answerFrom(request: AgentRequest, input: AttemptInputDto): RequestAnswer {
  if (request.kind !== 'question') {
    if (input.answers !== undefined) throw wrongAnswer('answers', 'are for questions');
    if (input.decision === undefined) throw wrongAnswer('decision', 'must be allow or deny');
    const { decision, message } = input;
    return message === undefined ? { decision } : { decision, message };
  }
  // Nobody has to answer: then the agent is told why not.
  if (input.decision === 'deny') return { decision: 'deny', message: input.message };
  const { answers = {} } = input;
  for (const { question } of request.questions) {
    const answer: unknown = answers[question];
    if (typeof answer !== 'string' || answer.trim() === '') {
      throw wrongAnswer('answers', `has none for "${question}"`);
    }
    if (answer.length > MAX_ANSWER) throw wrongAnswer('answers', `is too long for "${question}"`);
  }
  const asked = request.questions.map(({ question }) => [question, answers[question] ?? '']);
  return { answers: Object.fromEntries(asked) as Record<string, string> };
}
