import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository, type EntityManager } from 'typeorm';
import { SealedSecrets } from '../platform/secrets/sealed-secrets.service.js';
import type { EnvPatch } from './project-env.js';
import { ProjectSecret, type ProjectSecretKind } from './project-secret.entity.js';

const TOKEN_NAME = 'token';

/** Environment and access token of a project: sealed at rest, opened only for its own runs and fetches. */
@Injectable()
export class ProjectSecretsService {
  constructor(
    @InjectRepository(ProjectSecret) private readonly secrets: Repository<ProjectSecret>,
    private readonly sealed: SealedSecrets,
  ) {}

  /** Names by project, sorted. */
  async envNames(projectIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.secrets.find({
      select: { projectId: true, name: true },
      where: { projectId: In([...projectIds]), kind: 'env' },
      order: { name: 'ASC' },
    });
    const names = new Map<string, string[]>();
    for (const { projectId, name } of rows) names.set(projectId, [...(names.get(projectId) ?? []), name]);
    return names;
  }

  async changeEnv(manager: EntityManager, projectId: string, patch: EnvPatch): Promise<void> {
    for (const [name, value] of patch) await this.put(manager, projectId, 'env', name, value);
  }

  async setRepoToken(manager: EntityManager, projectId: string, token: string | null): Promise<void> {
    await this.put(manager, projectId, 'repo_token', TOKEN_NAME, token);
  }

  async openEnv(projectId: string): Promise<Record<string, string>> {
    const rows = await this.secrets.findBy({ projectId, kind: 'env' });
    return Object.fromEntries(rows.map((row) => [row.name, this.open(row)]));
  }

  async repoToken(projectId: string): Promise<string | null> {
    const row = await this.secrets.findOneBy({ projectId, kind: 'repo_token', name: TOKEN_NAME });
    return row && this.open(row);
  }

  /** Seals with the first key what others sealed. Returns how many there were. */
  async rotate(): Promise<number> {
    let count = 0;
    for (const row of await this.secrets.find()) {
      const { sealed, projectId, kind, name } = row;
      const resealed = this.sealed.resealed(sealed, contextOf(row));
      if (resealed === undefined) continue;
      // Whoever changed it meanwhile sealed it with the first key.
      await this.secrets.update({ projectId, kind, name, sealed }, { sealed: resealed });
      count += 1;
    }
    return count;
  }

  private async put(
    manager: EntityManager,
    projectId: string,
    kind: ProjectSecretKind,
    name: string,
    value: string | null,
  ): Promise<void> {
    if (value === null) {
      await manager.delete(ProjectSecret, { projectId, kind, name });
      return;
    }
    const sealed = this.sealed.seal(value, contextOf({ projectId, kind, name }));
    await manager.save(ProjectSecret, { projectId, kind, name, sealed, createdAt: new Date() });
  }

  private open(row: ProjectSecret): string {
    return this.sealed.open(row.sealed, contextOf(row));
  }
}

/** Bound to its place, so that a sealed value copied to another project or name does not open. */
const contextOf = ({ projectId, kind, name }: Pick<ProjectSecret, 'projectId' | 'kind' | 'name'>): string =>
  `project:${projectId}:${kind}:${name}`;
