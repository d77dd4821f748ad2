import { Errors, listServerRefs, type ServerRef } from 'isomorphic-git';
import { checkRepoUrl, type AllowedUrl, type RefusalReason, type UrlPolicy } from './check-repo-url.js';
import { GitError } from './git-error.js';
import { classifyRemoteFailure, type RemoteFailure } from './remote-failure.js';
import { PrivateAddressError, remoteHttp } from './remote-http.js';
import { basicAuthorization, remoteOptions } from './remote-options.js';
import { runGit } from './run-git.js';

export type RemoteRepository =
  | {
      readonly status: 'reachable';
      readonly url: AllowedUrl;
      /** `null` when the remote has no commit, or does not say. */
      readonly defaultBranch: string | null;
      readonly branches: readonly string[];
    }
  /** `reason` says what of the URL was wrong; without it the remote itself led elsewhere. */
  | (RemoteFailure & { readonly reason?: RefusalReason });

/** Whether a remote repository can be reached with this token, and what branches it has. */
export async function inspectRemote(
  request: UrlPolicy & { readonly url: string; readonly token?: string },
): Promise<RemoteRepository> {
  const url = await checkRepoUrl(request.url, request);
  if (url.status === 'refused') return url;
  const isHttp = url.protocol === 'https' || url.protocol === 'http';
  const refs = isHttp ? await listOverHttp(url, request.token) : await listWithGit(url, request.token);
  if (!Array.isArray(refs)) return refs;
  return { status: 'reachable', url, ...readBranches(refs) };
}

async function listOverHttp(url: AllowedUrl, token?: string): Promise<ServerRef[] | RemoteFailure> {
  // Without pinned addresses the policy let a private host through.
  const http = remoteHttp(url.addresses.length === 0);
  const headers = token === undefined ? {} : { Authorization: basicAuthorization(token) };
  try {
    return await listServerRefs({ http, url: url.url, headers, symrefs: true });
  } catch (error) {
    return readHttpFailure(error);
  }
}

function readHttpFailure(error: unknown): RemoteFailure {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof PrivateAddressError) return { status: 'refused', detail };
  if (error instanceof Errors.SmartHttpError) return { status: 'not_found', detail };
  if (!(error instanceof Errors.HttpError)) return { status: 'unreachable', detail };
  const { statusCode } = error.data;
  if (statusCode === 401 || statusCode === 403) return { status: 'auth_failed', detail };
  if (statusCode === 404 || statusCode === 410) return { status: 'not_found', detail };
  if (statusCode >= 300 && statusCode < 400) {
    return { status: 'refused', detail: 'The address redirects to another one: use that one.' };
  }
  return { status: 'unreachable', detail };
}

async function listWithGit(url: AllowedUrl, token?: string): Promise<ServerRef[] | RemoteFailure> {
  try {
    const args = ['ls-remote', '--quiet', '--symref', '--end-of-options', url.url, 'HEAD', 'refs/heads/*'];
    const options = { ...remoteOptions(url, token), timeoutMs: 30_000 };
    const { stdout } = await runGit('nowhere', args, options);
    return parseLsRemote(stdout.toString());
  } catch (error) {
    if (error instanceof GitError) return classifyRemoteFailure(error);
    throw error;
  }
}

// `ref: refs/heads/main<TAB>HEAD` comes before HEAD's own line.
function parseLsRemote(output: string): ServerRef[] {
  const lines = output.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [value = '', ref = ''] = line.split('\t');
    return value.startsWith('ref: ') ? { ref, oid: '', target: value.slice(5) } : { ref, oid: value };
  });
}

function readBranches(refs: readonly ServerRef[]) {
  const heads = 'refs/heads/';
  const branches = refs.map(({ ref }) => ref).filter((ref) => ref.startsWith(heads));
  const target = refs.find(({ ref, target }) => ref === 'HEAD' && target !== undefined)?.target;
  return {
    branches: branches.map((ref) => ref.slice(heads.length)),
    defaultBranch: target?.startsWith(heads) === true ? target.slice(heads.length) : null,
  };
}
