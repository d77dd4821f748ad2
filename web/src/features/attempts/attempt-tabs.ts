export const ATTEMPT_TABS = ['logs', 'diff', 'gates', 'summary'] as const;
export type AttemptTab = (typeof ATTEMPT_TABS)[number];
