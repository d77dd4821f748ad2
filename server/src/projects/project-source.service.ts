import { isAbsolute } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type AllowedUrl, checkRepoUrl, type UrlPolicy } from '../git/check-repo-url.js';
import { inspectLocalRepository, type LocalRepository } from '../git/inspect-local-repository.js';
import { inspectRemote, type RemoteRepository } from '../git/inspect-remote.js';
import { AppConfig } from '../platform/config/app-config.js';
import { exactlyOneSource, noLocalPaths, unusableSource } from './projects.errors.js';
import { faultOfLocal, faultOfRemote, faultOfUrl } from './source-faults.js';

export interface ProjectSource {
  readonly repoUrl: string | null;
  readonly localPath: string | null;
  readonly defaultBranch: string;
}

/** A repository that can be worked on, as it was found. */
export interface FoundSource {
  readonly repoUrl: AllowedUrl | null;
  readonly localPath: string | null;
  /** Null when the repository does not say, and its branches' names do not either. */
  readonly defaultBranch: string | null;
  readonly branches: readonly string[];
  readonly notes: { readonly empty: boolean; readonly shallow: boolean; readonly usesLfs: boolean };
}

interface SourceRequest {
  readonly repo_url?: string | null;
  readonly local_path?: string | null;
  readonly default_branch?: string;
}

/** Where a project's repository is and what is there, within what this server may open. */
@Injectable()
export class ProjectSourceService {
  constructor(private readonly config: AppConfig) {}

  /** Checks the source of a new project and finds its branch; throws 422 with what to do about it. */
  async resolve(request: SourceRequest): Promise<ProjectSource> {
    const path = request.local_path ?? null;
    const url = request.repo_url ?? null;
    if (path !== null && url === null) return this.resolveLocal(path, request.default_branch);
    if (url !== null && path === null) return this.resolveRemote(url, request.default_branch);
    throw exactlyOneSource();
  }

  /** The same, with everything that a form about a new project wants to know. */
  async find(request: SourceRequest): Promise<FoundSource> {
    const path = request.local_path ?? null;
    const url = request.repo_url ?? null;
    if (path !== null && url === null) {
      const found = await this.openLocal(path);
      const { root, branches, empty, shallow, usesLfs } = found;
      const notes = { empty, shallow, usesLfs };
      return { repoUrl: null, localPath: root, branches, notes, defaultBranch: usualBranch(found) };
    }
    if (url !== null && path === null) {
      const found = await this.inspectRemote(url, null);
      if (found.status !== 'reachable') throw unusableSource('repo_url', faultOfRemote(found));
      const { branches } = found;
      const notes = { empty: branches.length === 0, shallow: false, usesLfs: false };
      return { repoUrl: found.url, localPath: null, branches, notes, defaultBranch: usualBranch(found) };
    }
    throw exactlyOneSource();
  }

  inspectLocal(path: string): Promise<LocalRepository> {
    return inspectLocalRepository(path);
  }

  inspectRemote(url: string, token: string | null): Promise<RemoteRepository> {
    return inspectRemote({ ...this.policy(), url, ...(token === null ? {} : { token }) });
  }

  private async resolveLocal(path: string, wanted: string | undefined): Promise<ProjectSource> {
    const found = await this.openLocal(path);
    const defaultBranch = wanted ?? usualBranch(found) ?? refuseToGuess(found);
    return { repoUrl: null, localPath: found.root, defaultBranch };
  }

  private async openLocal(path: string): Promise<LocalRepository & { status: 'repository' }> {
    if (this.config.auth.mode !== 'local') throw noLocalPaths();
    if (!isAbsolute(path)) {
      throw unusableSource('local_path', {
        code: 'path_not_absolute',
        detail: `${path} is not an absolute path.`,
        hint: 'Give the whole path, such as /home/me/app.',
      });
    }
    const found = await this.inspectLocal(path);
    if (found.status !== 'repository') throw unusableSource('local_path', faultOfLocal(path, found));
    return found;
  }

  private async resolveRemote(url: string, wanted: string | undefined): Promise<ProjectSource> {
    const check = await checkRepoUrl(url, this.policy());
    if (check.status === 'refused') {
      throw unusableSource('repo_url', faultOfUrl(check.reason, check.detail));
    }
    // A repository that needs a token can be named before the token is stored: then its branch must be named too.
    if (wanted !== undefined) return { repoUrl: url, localPath: null, defaultBranch: wanted };
    const found = await this.inspectRemote(url, null);
    if (found.status !== 'reachable') {
      const { code, detail, hint } = faultOfRemote(found);
      throw unusableSource('repo_url', { code, detail, hint: `${hint} Until then, give default_branch.` });
    }
    return { repoUrl: url, localPath: null, defaultBranch: usualBranch(found) ?? refuseToGuess(found) };
  }

  /** ssh uses the keys of whoever runs the server: for its own user only. */
  private policy(): UrlPolicy {
    const { protocols, allowPrivateHosts } = this.config.repositories;
    const isLocal = this.config.auth.mode === 'local';
    return { protocols: protocols.filter((one) => isLocal || one !== 'ssh'), allowPrivateHosts };
  }
}

interface Branches {
  readonly defaultBranch: string | null;
  readonly branches: readonly string[];
}

/** HEAD's branch, else the one of the usual name, else the only one. */
function usualBranch({ branches, defaultBranch }: Branches): string | null {
  const usual = ['main', 'master', 'trunk'].find((name) => branches.includes(name));
  return defaultBranch ?? usual ?? (branches.length === 1 ? (branches[0] ?? null) : null);
}

function refuseToGuess({ branches }: Branches): never {
  throw unusableSource('default_branch', {
    code: 'branch_unknown',
    detail: 'The repository does not say which of its branches is the main one.',
    hint: `Give default_branch${branches.length > 0 ? `: one of ${branches.slice(0, 10).join(', ')}` : ''}.`,
  });
}
