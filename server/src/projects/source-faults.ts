import type { LocalRepository } from '../git/inspect-local-repository.js';
import type { RemoteRepository } from '../git/inspect-remote.js';

/** What is wrong with a repository, and what the user can do about it. */
export interface SourceFault {
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
  /** What to give in place of it, where that is known. */
  readonly instead?: string;
}

export function faultOfLocal(
  path: string,
  found: Exclude<LocalRepository, { status: 'repository' }>,
): SourceFault {
  switch (found.status) {
    case 'missing':
      return {
        code: 'path_missing',
        detail: `There is no folder ${path}.`,
        hint: 'Check the path; it is one of the machine that the server runs on.',
      };
    case 'not_a_directory':
      return {
        code: 'path_not_a_folder',
        detail: `${path} is not a folder.`,
        hint: 'Give the folder that holds .git.',
      };
    case 'not_a_repository':
      return {
        code: 'not_a_repository',
        detail: `${path} is no git repository.`,
        hint: `Run \`git init\` in it and commit something, or give the path of a repository.`,
      };
    case 'subfolder':
      return {
        code: 'subfolder',
        detail: `${path} lies inside the repository ${found.root}.`,
        hint: `Use ${found.root}.`,
        instead: found.root,
      };
    case 'dubious_ownership':
      return {
        code: 'dubious_ownership',
        detail: `git refuses ${path}, because it belongs to another user than the server's.`,
        hint: `If you trust it, run as the server's user: ${found.command.join(' ')}`,
      };
    case 'unreadable':
      return {
        code: 'unreadable',
        detail: `git cannot read ${path}: ${found.detail}`,
        hint: 'Check it with `git status` and `git fsck`.',
      };
  }
}

export function faultOfRemote(found: Exclude<RemoteRepository, { status: 'reachable' }>): SourceFault {
  if (found.reason !== undefined) return faultOfUrl(found.reason, found.detail);
  switch (found.status) {
    case 'auth_failed':
      return {
        code: 'auth_failed',
        detail: `The repository asks for credentials or refuses them: ${found.detail}`,
        hint: 'Store a token for it: PUT /api/projects/{id}/repo-token; for ssh, load your key into the agent.',
      };
    case 'not_found':
      return {
        code: 'repo_not_found',
        detail: `There is no such repository: ${found.detail}`,
        hint: 'Check the URL. Hosts answer so for private repositories too: they need a token.',
      };
    case 'refused':
      return {
        code: 'repo_refused',
        detail: found.detail,
        hint: 'Use the final https address of the repository.',
      };
    case 'unreachable':
      return {
        code: 'repo_unreachable',
        detail: `The repository cannot be reached: ${found.detail}`,
        hint: "Check the URL and the server's connection, then try again.",
      };
  }
}

export function faultOfUrl(
  reason: NonNullable<Exclude<RemoteRepository, { status: 'reachable' }>['reason']>,
  detail: string,
): SourceFault {
  switch (reason) {
    case 'malformed':
      return {
        code: 'url_malformed',
        detail,
        hint: 'Use an address such as https://github.com/owner/name.git.',
      };
    case 'protocol':
      return {
        code: 'url_protocol',
        detail,
        hint: 'Use https, or let the administrator name the protocol in ALLOW_REPO_PROTOCOLS.',
      };
    case 'credentials_in_url':
      return {
        code: 'url_credentials',
        detail,
        hint: 'Leave them out and store a token for the project: PUT /api/projects/{id}/repo-token.',
      };
    case 'private_address':
      return {
        code: 'url_private_address',
        detail,
        hint: 'The administrator can allow the host with ALLOW_PRIVATE_REPO_HOSTS.',
      };
    case 'unknown_host':
      return {
        code: 'url_unknown_host',
        detail,
        hint: "Check the name of the host and the server's connection.",
      };
  }
}
