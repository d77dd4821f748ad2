import type { GitError } from './git-error.js';

/** Why a remote, or a repository in its place, gave nothing. */
export interface RemoteFailure {
  readonly status: 'auth_failed' | 'not_found' | 'refused' | 'unreachable';
  readonly detail: string;
}

const SIGNS: readonly (readonly [RemoteFailure['status'], RegExp])[] = [
  [
    'auth_failed',
    /Authentication failed|could not read (Username|Password)|Permission denied|error: 40[13]\b|access denied/i,
  ],
  [
    'not_found',
    /not found|does not exist|does not appear to be a git repository|error: 404|No such file or directory/i,
  ],
  [
    'refused',
    /transport '.*' not allowed|dubious ownership|unable to update url base from redirection|error: (30\d|4\d\d)/i,
  ],
  [
    'unreachable',
    /Could not resolve host|Failed to connect|Connection (refused|reset|timed out)|timed out|hung up|early EOF|Could not read from remote|unable to access|RPC failed|unexpected disconnect|Host key verification failed|error: 5\d\d/i,
  ],
];

/** Sorts git's complaint about a remote; throws it again when it is about something else, such as a full disk. */
export function classifyRemoteFailure(error: GitError): RemoteFailure {
  if (error.diskFull || error.end === 'aborted' || error.end === 'not_started') throw error;
  if (error.end === 'timed_out')
    return { status: 'unreachable', detail: 'The remote did not answer in time.' };
  const sign = SIGNS.find(([, pattern]) => pattern.test(error.output));
  if (sign === undefined) throw error;
  return { status: sign[0], detail: error.output.trim().slice(0, 1000) };
}
