import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { fetchTip } from '../../git/fetch-tip.js';
import { GitError } from '../../git/git-error.js';
import { type RootEntries, readRootFiles } from '../../git/read-root-files.js';
import { Instance } from '../../platform/instance/instance.js';
import { removeTree } from '../../platform/storage/remove-tree.js';
import { type FoundSource, ProjectSourceService } from '../project-source.service.js';
import { detectCommands, suggestName, TELLING_FILES } from './detect-commands.js';
import type { Inspection, InspectSource } from './inspection.dto.js';

/** Below DATA_DIR; one folder for each look at a remote repository. */
const INSPECTIONS_FOLDER = 'inspections';
const MAX_FILE_BYTES = 256 * 1024;
const MAX_BRANCHES = 200;
const FETCH_TIMEOUT_MS = 20_000;
const NOTHING: RootEntries = { names: new Set(), texts: new Map() };

/** What a repository says of itself before it becomes a project. Its files are read as data; nothing of them is run. */
@Injectable()
export class InspectionService {
  constructor(
    private readonly sources: ProjectSourceService,
    private readonly instance: Instance,
  ) {}

  async inspect(request: InspectSource): Promise<Inspection> {
    const found = await this.sources.find(request);
    const { defaultBranch, branches } = found;
    const root = await this.readRoot(found);
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

  /** Null when it cannot be read in time. */
  private async readRoot({
    localPath,
    repoUrl,
    defaultBranch,
    notes,
    branches,
  }: FoundSource): Promise<RootEntries | null> {
    // HEAD may name a branch that has no commit yet.
    if (notes.empty || defaultBranch === null || !branches.includes(defaultBranch)) return NOTHING;
    const read = (place: Parameters<typeof readRootFiles>[0], revision: string) =>
      readRootFiles(place, revision, TELLING_FILES, MAX_FILE_BYTES);
    const gitDir = join(this.instance.dataDir, INSPECTIONS_FOLDER, `${randomUUID()}.git`);
    try {
      if (localPath !== null) return await read({ repository: localPath }, `refs/heads/${defaultBranch}`);
      if (repoUrl === null) return NOTHING;
      return await read({ gitDir }, await fetchTip(gitDir, repoUrl, defaultBranch, FETCH_TIMEOUT_MS));
    } catch (error) {
      if (error instanceof GitError && !error.diskFull) return null;
      throw error;
    } finally {
      await removeTree(gitDir);
    }
  }
}

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
