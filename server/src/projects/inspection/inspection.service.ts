import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { AllowedUrl } from '../../git/check-repo-url.js';
import { fetchTip } from '../../git/fetch-tip.js';
import { GitError } from '../../git/git-error.js';
import { type RootEntries, readRootFiles } from '../../git/read-root-files.js';
import type { GitPlace } from '../../git/run-git.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Instance } from '../../platform/instance/instance.js';
import { removeTree } from '../../platform/storage/remove-tree.js';
import { type FoundSource, ProjectSourceService } from '../project-source.service.js';
import { detectCommands, suggestName, TELLING_FILES } from './detect-commands.js';
import type { Inspection, InspectSource } from './inspection.dto.js';

/** Below DATA_DIR; one folder for each look at a remote repository. */
const INSPECTIONS_FOLDER = 'inspections';
const MAX_FILE_BYTES = 256 * 1024;
const MAX_BRANCHES = 200;
const LIMITS = { blobBytes: MAX_FILE_BYTES, timeoutMs: 20_000 };
const NOTHING: RootEntries = { names: new Set(), texts: new Map() };

/** What a repository says of itself before it becomes a project. Its files are read as data; nothing of them is run. */
@Injectable()
export class InspectionService implements OnApplicationBootstrap {
  private readonly logger = new Logger('InspectionService');
  /** By user; whoever asks again does not wait for the earlier one. */
  private readonly fetches = new Map<string, AbortController>();

  constructor(
    private readonly sources: ProjectSourceService,
    private readonly instance: Instance,
    private readonly config: AppConfig,
  ) {}

  /** What a server that died has left. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role === 'api') return;
    const left = await readdir(this.folder).catch(() => []);
    Promise.all(left.map((name) => removeTree(join(this.folder, name)))).catch((error: unknown) =>
      this.logger.warn({ msg: 'old inspections were not removed', err: error }),
    );
  }

  async inspect(request: InspectSource, userId: string): Promise<Inspection> {
    const found = await this.sources.find(request);
    const { defaultBranch, branches } = found;
    const root = await this.readRoot(found, userId);
    return {
      name: suggestName(found.localPath ?? found.repoUrl?.url ?? ''),
      default_branch: defaultBranch,
      branches: branches.slice(0, MAX_BRANCHES),
      commands: detectCommands({
        names: root?.names ?? NOTHING.names,
        text: (name) => root?.texts.get(name) ?? '',
      }),
      warnings: warningsOf(found, root !== null),
    };
  }

  private get folder(): string {
    return join(this.instance.dataDir, INSPECTIONS_FOLDER);
  }

  /** Null when it cannot be read in time. */
  private async readRoot(
    { localPath, repoUrl, defaultBranch, notes, branches }: FoundSource,
    userId: string,
  ): Promise<RootEntries | null> {
    // HEAD may name a branch that has no commit yet.
    if (notes.empty || defaultBranch === null || !branches.includes(defaultBranch)) return NOTHING;
    try {
      if (localPath !== null) return await read({ repository: localPath }, `refs/heads/${defaultBranch}`);
      return repoUrl === null ? NOTHING : await this.readRemote(repoUrl, defaultBranch, userId);
    } catch (error) {
      if (error instanceof GitError && !error.diskFull) return null;
      throw error;
    }
  }

  /** One at a time of each user: an earlier one is given up. */
  private async readRemote(url: AllowedUrl, branch: string, userId: string): Promise<RootEntries> {
    const gitDir = join(this.folder, `${randomUUID()}.git`);
    const fetch = new AbortController();
    this.fetches.get(userId)?.abort();
    this.fetches.set(userId, fetch);
    try {
      return await read({ gitDir }, await fetchTip(gitDir, url, branch, { ...LIMITS, signal: fetch.signal }));
    } finally {
      if (this.fetches.get(userId) === fetch) this.fetches.delete(userId);
      await removeTree(gitDir);
    }
  }
}

const read = (place: GitPlace, revision: string): Promise<RootEntries> =>
  readRootFiles(place, revision, TELLING_FILES, MAX_FILE_BYTES);

function warningsOf({ notes, defaultBranch, branches }: FoundSource, wasRead: boolean): string[] {
  const warnings: string[] = [];
  if (notes.empty) {
    warnings.push('The repository has no commit yet: agents need one to start from, such as a README.');
  } else if (defaultBranch === null) {
    warnings.push('The repository does not say which of its branches is the main one: choose it.');
  } else if (!branches.includes(defaultBranch)) {
    warnings.push(`The branch ${defaultBranch}, which is checked out, has no commit yet.`);
  }
  if (notes.shallow) {
    warnings.push('It is a shallow clone, and merges need its history: run git fetch --unshallow in it.');
  }
  if (notes.usesLfs) {
    warnings.push('Large files are kept by git LFS: fetch what tests need in the install command.');
  }
  if (!wasRead) {
    warnings.push(
      'Its files could not be read in time, so that no commands are suggested: give them yourself.',
    );
  }
  return warnings;
}
