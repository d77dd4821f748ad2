import { DomainError } from '../platform/errors/domain-error.js';

export const projectNotFound = (): DomainError =>
  new DomainError({ code: 'project.not_found', kind: 'not_found', detail: 'There is no such project.' });

export const projectInUse = (active: number): DomainError =>
  new DomainError({
    code: 'project.in_use',
    kind: 'conflict',
    detail: `${active} of the project's attempts ${active === 1 ? 'is' : 'are'} under way.`,
    hint: 'Wait for them, cancel them, or delete with ?force=true, which cancels them.',
  });

export const exactlyOneSource = (): DomainError =>
  new DomainError({
    code: 'project.one_source',
    kind: 'invalid',
    detail: 'A project has exactly one of repo_url and local_path.',
    hint: 'Give local_path for a repository on this machine, repo_url for any other.',
    errors: [
      { path: 'repo_url', message: 'exactly one of repo_url and local_path' },
      { path: 'local_path', message: 'exactly one of repo_url and local_path' },
    ],
  });

export const noLocalPaths = (): DomainError =>
  new DomainError({
    code: 'project.local_path_forbidden',
    kind: 'forbidden',
    detail: 'A shared server does not open repositories by their path on its disk.',
    hint: 'Use repo_url.',
  });

export const unusableSource = (
  path: 'repo_url' | 'local_path' | 'default_branch',
  fault: { code: string; detail: string; hint: string; instead?: string },
): DomainError =>
  new DomainError({
    code: `project.${fault.code}`,
    kind: 'invalid',
    detail: fault.detail,
    hint: fault.hint,
    errors: [{ path, message: fault.detail }],
    ...(fault.instead !== undefined && { extra: { instead: fault.instead } }),
  });
