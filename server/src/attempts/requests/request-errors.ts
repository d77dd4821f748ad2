import { DomainError } from '../../platform/errors/domain-error.js';

export const requestNotFound = (): DomainError =>
  new DomainError({
    code: 'request.not_found',
    kind: 'not_found',
    detail: 'The agent of this attempt did not ask that.',
    hint: '`requests` of the attempt lists what waits for an answer.',
  });

export const requestAnswered = (by: string): DomainError =>
  new DomainError({
    code: 'request.answered',
    kind: 'conflict',
    detail:
      by === 'timeout'
        ? 'Nobody answered in time, so the answer was no.'
        : by === 'stopped'
          ? 'The agent was stopped before there was an answer.'
          : 'This has been answered already.',
    hint: 'Request changes to tell the agent more.',
    extra: { answered_by: by },
  });

export const requestExpired = (expiresAt: Date): DomainError =>
  new DomainError({
    code: 'request.expired',
    kind: 'conflict',
    detail: `The agent waited until ${expiresAt.toISOString()}; then the answer was no.`,
    hint: 'Request changes to tell the agent more.',
  });

export const wrongAnswer = (path: 'decision' | 'answers', message: string): DomainError =>
  new DomainError({
    code: 'request.wrong_answer',
    kind: 'invalid',
    detail: `That does not answer what the agent asked: ${path} ${message}.`,
    hint: 'Permissions and plans take a decision; questions take an answer each, by the text of the question.',
    errors: [{ path, message }],
  });
