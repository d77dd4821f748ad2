import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { mkdir, open, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { DomainError } from '../errors/domain-error.js';
import { errorCode } from '../process/system-error.js';
import {
  ArtifactStorage,
  type ArtifactSource,
  type ByteRange,
  type StoredArtifact,
} from './artifact-storage.port.js';

const SEGMENT = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/;

/** Artifacts as files below one folder; a file appears complete and on disk, or not at all. */
export class DiskArtifactStorage extends ArtifactStorage {
  private readonly drafts: string;

  /** Nobody else writes below `root`: what a process that died had begun to write there goes. */
  constructor(private readonly root: string) {
    super();
    this.drafts = join(root, 'drafts');
    rmSync(this.drafts, { recursive: true, force: true });
  }

  override async put(key: string, source: ArtifactSource): Promise<StoredArtifact> {
    const target = this.pathOf(key);
    for (const folder of [dirname(target), this.drafts])
      await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = join(this.drafts, randomUUID());
    try {
      const stored = await writeDurably(draft, readableOf(source));
      await rename(draft, target);
      return stored;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  override async open(key: string, range?: ByteRange): Promise<Readable> {
    const path = this.pathOf(key);
    await this.size(key); // a stream would report a missing file only after its headers were sent
    return createReadStream(path, range);
  }

  override async size(key: string): Promise<number> {
    try {
      return (await stat(this.pathOf(key))).size;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      throw new DomainError({
        code: 'artifact.not_found',
        kind: 'not_found',
        detail: 'The stored file is gone.',
        hint: 'It may have been removed after RETENTION_DAYS_ARTIFACTS.',
      });
    }
  }

  override async remove(key: string): Promise<void> {
    const path = this.pathOf(key);
    await rm(path, { force: true });
    const folder = dirname(path);
    if (folder !== this.root) await rmdir(folder).catch(() => undefined); // others are in it, or it is gone
  }

  override async removeBelow(prefix: string): Promise<void> {
    await rm(this.pathOf(prefix), { recursive: true, force: true });
  }

  private pathOf(key: string): string {
    const segments = key.split('/');
    if (!segments.every((segment) => SEGMENT.test(segment))) throw new Error(`Not an artifact key: ${key}`);
    return join(this.root, ...segments);
  }
}

const readableOf = (source: ArtifactSource): Readable =>
  'buffer' in source ? Readable.from([source.buffer]) : createReadStream(source.file);

async function writeDurably(path: string, source: Readable): Promise<StoredArtifact> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of source) {
      const bytes = Buffer.from(chunk as Buffer | string);
      hash.update(bytes);
      size += bytes.length;
      await file.writeFile(bytes);
    }
    await file.sync();
    return { size, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}
