import { constants, type Dirent } from 'node:fs';
import { access, opendir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, Repository } from 'typeorm';
import { AppConfig } from '../../platform/config/app-config.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { errorCode } from '../../platform/process/system-error.js';
import { Project } from '../project.entity.js';
import { noLocalPaths } from '../projects.errors.js';
import type { LocalFolder, LocalFolders } from './local-folders.dto.js';

const MAX_FOLDERS = 1_000;
/** Entries of any kind that are looked at in a folder. */
const MAX_ENTRIES = 10_000;
const MAX_RECENT = 5;

/** The folders of the machine, for its own user to pick a repository from. */
@Injectable()
export class LocalFoldersService {
  constructor(
    @InjectRepository(Project) private readonly projects: Repository<Project>,
    private readonly config: AppConfig,
  ) {}

  async list(userId: string, wanted: string | undefined): Promise<LocalFolders> {
    if (this.config.auth.mode !== 'local') throw noLocalPaths();
    const path = await openFolder(wanted ?? homedir());
    const { names, complete } = await readFolderNames(path);
    const shown = names.slice(0, MAX_FOLDERS);
    return {
      path,
      parent: dirname(path) === path ? null : dirname(path),
      is_repository: await isRepository(path),
      folders: await Promise.all(shown.map((name) => describe(join(path, name)))),
      truncated: !complete || names.length > shown.length,
      recent: await this.recent(userId),
    };
  }

  private async recent(userId: string): Promise<string[]> {
    const projects = await this.projects.find({
      select: { id: true, localPath: true },
      where: { ownerId: userId, localPath: Not(IsNull()) },
      order: { createdAt: 'DESC' },
      take: 50,
    });
    const holders = projects.flatMap(({ localPath }) => (localPath === null ? [] : [dirname(localPath)]));
    return [...new Set(holders)].slice(0, MAX_RECENT);
  }
}

async function openFolder(path: string): Promise<string> {
  if (!isAbsolute(path)) throw unusableFolder(`${path} is not an absolute path.`, 'Begin it with /.');
  try {
    const folder = await realpath(path);
    if (!(await stat(folder)).isDirectory()) {
      throw unusableFolder(`${path} is not a folder.`, 'Give the folder that it lies in.');
    }
    await access(folder, constants.R_OK | constants.X_OK);
    return folder;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const isForbidden = ['EACCES', 'EPERM'].includes(errorCode(error) ?? '');
    throw isForbidden
      ? unusableFolder(`The server may not open ${path}.`, 'Give its user the right to, or pick another one.')
      : unusableFolder(`There is no folder ${path}.`, 'Pick one of those that are listed.');
  }
}

/** Names of folders and of links to them, sorted; what git keeps in a repository is nobody's project. */
async function readFolderNames(path: string): Promise<{ names: string[]; complete: boolean }> {
  const names: string[] = [];
  let left = MAX_ENTRIES;
  for await (const entry of await opendir(path)) {
    if (left-- === 0) break;
    if (entry.name !== '.git' && (await leadsToFolder(path, entry))) names.push(entry.name);
  }
  names.sort((a, b) => Number(a.startsWith('.')) - Number(b.startsWith('.')) || a.localeCompare(b));
  return { names, complete: left >= 0 };
}

async function leadsToFolder(path: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return stat(join(path, entry.name)).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function describe(path: string): Promise<LocalFolder> {
  const name = basename(path);
  const readable = await can(path, constants.R_OK | constants.X_OK);
  return {
    name,
    path,
    is_repository: readable && (await isRepository(path)),
    hidden: name.startsWith('.'),
    readable,
  };
}

/** A work tree has `.git`, a folder or a file that leads to one; a bare repository looks like the inside of it. */
async function isRepository(path: string): Promise<boolean> {
  if (await can(join(path, '.git'), constants.F_OK)) return true;
  const parts = await Promise.all(
    ['HEAD', 'objects', 'refs'].map((name) => can(join(path, name), constants.F_OK)),
  );
  return parts.every(Boolean);
}

const can = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );

const unusableFolder = (detail: string, hint: string): DomainError =>
  new DomainError({
    code: 'folder.unusable',
    kind: 'invalid',
    detail,
    hint,
    errors: [{ path: 'path', message: detail }],
  });
