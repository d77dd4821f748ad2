import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ArtifactKind } from '../../contracts/attempt-status.js';
import { newId } from '../../platform/database/new-id.js';
import { checkpoint } from '../../platform/process/checkpoint.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { pageById } from '../../platform/http/page-by-id.js';
import type { Page, PageQuery } from '../../platform/http/page.dto.js';
import { ArtifactStorage, type ByteRange } from '../../platform/storage/artifact-storage.port.js';
import { ArtifactEntity } from './artifact.entity.js';

export interface NewArtifact {
  attemptId: string;
  kind: ArtifactKind;
  /** Unique within the attempt: storing it again replaces it, and retention removes what was replaced. */
  name: string;
  contentType: string;
  source: { file: string } | { text: string };
}

/** Stored output of attempts: the rows here, the bytes behind the storage port. */
@Injectable()
export class AttemptArtifacts {
  constructor(
    @InjectRepository(ArtifactEntity) private readonly rows: Repository<ArtifactEntity>,
    private readonly storage: ArtifactStorage,
  ) {}

  async put({ attemptId, kind, name, contentType, source }: NewArtifact): Promise<ArtifactEntity> {
    const id = newId();
    const storageKey = `${attemptId}/${id}`;
    const { size, sha256 } = await this.storage.put(
      storageKey,
      'file' in source ? { file: source.file } : { buffer: Buffer.from(source.text) },
    );
    const row = { id, attemptId, kind, name, contentType, size, sha256, storageKey, createdAt: new Date() };
    await this.rows.manager.transaction(async (manager) => {
      await manager.delete(ArtifactEntity, { attemptId, name });
      await manager.insert(ArtifactEntity, row);
    });
    return this.rows.create(row);
  }

  async list(attemptId: string): Promise<ArtifactEntity[]> {
    return this.rows.find({ where: { attemptId }, order: { id: 'ASC' } });
  }

  listPage(attemptId: string, query: PageQuery): Promise<Page<ArtifactEntity>> {
    return pageById(this.rows, { attemptId }, query);
  }

  async get(artifactId: string): Promise<ArtifactEntity> {
    const artifact = await this.rows.findOneBy({ id: artifactId });
    if (!artifact) throw artifactNotFound(artifactId);
    return artifact;
  }

  open(artifact: ArtifactEntity, range?: ByteRange): Promise<Readable> {
    return this.storage.open(artifact.storageKey, range);
  }

  /** The rows first: a file without one is found again by what the rows' trigger notes. */
  async removeAll(attemptId: string): Promise<void> {
    await this.rows.delete({ attemptId });
    checkpoint('retention.rows_deleted');
    await this.storage.removeBelow(attemptId);
  }
}

export const artifactNotFound = (id: string): DomainError =>
  new DomainError({ code: 'artifact.not_found', kind: 'not_found', detail: `There is no artifact ${id}.` });
