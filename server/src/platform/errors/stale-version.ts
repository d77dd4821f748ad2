import { DomainError } from './domain-error.js';

/** Somebody else changed the row since the client read it; `current` is the row as the API shows it. */
export const staleVersion = (what: 'project' | 'task' | 'agent' | 'comment', current: unknown): DomainError =>
  new DomainError({
    code: `${what}.stale_version`,
    kind: 'conflict',
    detail: `The ${what} was changed since it was read.`,
    hint: 'Look at `current`, then repeat the change with its version.',
    extra: { current },
  });
