import { DomainError } from '../../platform/errors/domain-error.js';

export const commentNotFound = (): DomainError =>
  new DomainError({ code: 'comment.not_found', kind: 'not_found', detail: 'There is no such comment.' });

export const notInDiffToComment = (path: string): DomainError =>
  new DomainError({
    code: 'comment.path_not_in_diff',
    kind: 'invalid',
    detail: `The attempt does not change ${path}.`,
    hint: 'Name a file as the diff of the attempt does.',
    errors: [{ path: 'path', message: 'is not part of the diff' }],
  });

export const noLinesToComment = (path: string): DomainError =>
  new DomainError({
    code: 'comment.not_text',
    kind: 'invalid',
    detail: `${path} is not shown line by line: it is not text, or too large.`,
    hint: 'Say it in the feedback instead.',
    errors: [{ path: 'path', message: 'has no lines to comment on' }],
  });

export const noSuchLine = (line: number, lines: number): DomainError =>
  new DomainError({
    code: 'comment.no_such_line',
    kind: 'invalid',
    detail: lines === 0 ? 'There is no such file on this side.' : `There is no line ${line}, but ${lines}.`,
    hint: 'Lines are counted from 1, on the side that is named.',
    errors: [{ path: 'line', message: 'is not a line of this side' }],
  });

export const badRange = (): DomainError =>
  new DomainError({
    code: 'comment.bad_range',
    kind: 'invalid',
    detail: 'The first line comes after the last.',
    hint: 'start_line is the first line, line the last.',
    errors: [{ path: 'start_line', message: 'must not be greater than line' }],
  });

export const rangeTooLong = (limit: number): DomainError =>
  new DomainError({
    code: 'comment.range_too_long',
    kind: 'invalid',
    detail: `A comment is about at most ${limit} lines.`,
    hint: 'Name the lines that matter most.',
    errors: [{ path: 'start_line', message: `must be less than ${limit} lines before line` }],
  });

export const tooManyComments = (limit: number): DomainError =>
  new DomainError({
    code: 'comment.too_many',
    kind: 'conflict',
    detail: `An attempt has at most ${limit} comments.`,
    hint: 'Delete some, or say the rest in the feedback.',
  });

export const diffMoved = (): DomainError =>
  new DomainError({
    code: 'comment.diff_moved',
    kind: 'conflict',
    detail: 'The result of this attempt changed while the comment was being stored.',
    hint: 'Look at the lines again, then comment.',
  });

export const commentSent = (): DomainError =>
  new DomainError({
    code: 'comment.sent',
    kind: 'conflict',
    detail: 'This comment was given to an agent, and stays on record.',
    hint: 'Resolve it instead.',
  });

export const noFeedback = (): DomainError =>
  new DomainError({
    code: 'attempt.no_feedback',
    kind: 'invalid',
    detail: 'The request says nothing of what is to change.',
    hint: 'Give feedback, or comment_ids of comments that the next attempt is to work on.',
    errors: [{ path: 'feedback', message: 'is needed without comment_ids' }],
  });

export const unknownComments = (ids: readonly string[]): DomainError =>
  new DomainError({
    code: 'attempt.unknown_comments',
    kind: 'invalid',
    detail: `The attempt has no comment ${ids.join(', ')}.`,
    hint: 'Name comments of this attempt, as its list of comments has them.',
    errors: [{ path: 'comment_ids', message: 'must be comments of this attempt' }],
  });

export const reviewTooLong = (limit: number): DomainError =>
  new DomainError({
    code: 'attempt.review_too_long',
    kind: 'invalid',
    detail: `The comments and their lines have more than ${limit} characters together.`,
    hint: 'Send fewer of them at once.',
    errors: [{ path: 'comment_ids', message: 'are too much for one review' }],
  });

export const resolvedComments = (ids: readonly string[]): DomainError =>
  new DomainError({
    code: 'attempt.comments_resolved',
    kind: 'invalid',
    detail: `There is nothing left to do about ${ids.join(', ')}: resolved.`,
    hint: 'Leave them out, or open them again first.',
    errors: [{ path: 'comment_ids', message: 'must not be resolved' }],
  });
