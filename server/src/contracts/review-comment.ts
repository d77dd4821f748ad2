/** Which text of a diff: before the change, or after it. */
export const DIFF_SIDES = ['old', 'new'] as const;
export type DiffSide = (typeof DIFF_SIDES)[number];

export const COMMENT_SEVERITIES = ['nit', 'major', 'blocker'] as const;
export type CommentSeverity = (typeof COMMENT_SEVERITIES)[number];

export const COMMENT_STATES = ['open', 'addressed', 'outdated', 'resolved'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];
