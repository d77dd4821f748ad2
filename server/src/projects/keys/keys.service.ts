import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Repository } from 'typeorm';
import { newId } from '../../platform/database/new-id.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { SealedSecrets } from '../../platform/secrets/sealed-secrets.service.js';
import { type Project, ProjectsService } from '../projects.service.js';
import { providerOf, variablesOf, type KeyProvider } from './key-provider.js';
import { ProviderKey } from './key.entity.js';
import { toKeyResponse, type KeyList, type KeyResponse } from './keys.dto.js';

/** Whose run it is; without a project only the owner's own keys count. */
export interface KeyScope {
  readonly ownerId: string;
  readonly projectId: string | null;
}

export const keyScopeOf = ({ id, ownerId }: Pick<Project, 'id' | 'ownerId'>): KeyScope => ({
  ownerId,
  projectId: id,
});

type KeyPlace = Pick<ProviderKey, 'ownerId' | 'projectId' | 'provider'>;

/** Keys of model providers: sealed at rest, opened only for runs whose profile needs them. */
@Injectable()
export class KeysService {
  constructor(
    @InjectRepository(ProviderKey) private readonly keys: Repository<ProviderKey>,
    private readonly projects: ProjectsService,
    private readonly sealed: SealedSecrets,
  ) {}

  async list(userId: string, projectId?: string): Promise<KeyList> {
    if (projectId !== undefined) await this.projects.findOwned(projectId, userId);
    const where = { ownerId: userId, ...(projectId !== undefined && { projectId }) };
    const rows = await this.keys.find({ where, order: { provider: 'ASC', id: 'ASC' } });
    return { items: rows.map(toKeyResponse) };
  }

  async store(
    userId: string,
    provider: KeyProvider,
    value: string,
    projectId: string | null,
  ): Promise<KeyResponse> {
    if (projectId !== null) await this.projects.findOwned(projectId, userId);
    const place = { ownerId: userId, projectId, provider };
    const key = this.keys.create({
      ...place,
      id: newId(),
      sealed: this.sealed.seal(value, contextOf(place)),
      last4: value.slice(-4),
      createdAt: new Date(),
    });
    await this.keys.upsert(key, ['ownerId', 'projectId', 'provider']);
    return toKeyResponse(key);
  }

  async remove(userId: string, provider: KeyProvider, projectId: string | null): Promise<void> {
    const { affected } = await this.keys.delete({
      ownerId: userId,
      projectId: projectId ?? IsNull(),
      provider,
    });
    if (affected === 0) throw keyNotFound();
  }

  /** The values of those of these variables whose key is stored; a project's own wins. */
  async open({ ownerId, projectId }: KeyScope, names: readonly string[]): Promise<Record<string, string>> {
    const providers = new Set(names.flatMap((name) => providerOf(name) ?? []));
    if (providers.size === 0) return {};
    const scope = { ownerId, provider: In([...providers]) };
    const rows = await this.keys.findBy([
      { ...scope, projectId: IsNull() },
      ...(projectId === null ? [] : [{ ...scope, projectId }]),
    ]);
    const opened: Record<string, string> = {};
    for (const name of names) {
      const stored = rows.filter(({ provider }) => provider === providerOf(name));
      const key = stored.find((row) => row.projectId !== null) ?? stored[0];
      if (key) opened[name] = this.sealed.open(key.sealed, contextOf(key));
    }
    return opened;
  }

  /** Seals with the first key what others sealed. Returns how many there were. */
  async rotate(): Promise<number> {
    let count = 0;
    for (const row of await this.keys.find()) {
      const { id, sealed } = row;
      const resealed = this.sealed.resealed(sealed, contextOf(row));
      if (resealed === undefined) continue;
      // Whoever replaced the key meanwhile sealed it with the first one.
      await this.keys.update({ id, sealed }, { sealed: resealed });
      count += 1;
    }
    return count;
  }

  /** Names of variables that some run of the user may get a stored key in. */
  async storedVariables(userId: string): Promise<ReadonlySet<string>> {
    const rows = await this.keys.find({ select: { provider: true }, where: { ownerId: userId } });
    return new Set(rows.flatMap(({ provider }) => variablesOf(provider)));
  }
}

/** Bound to its place, so that a sealed key copied to another owner or project does not open. */
const contextOf = ({ ownerId, projectId, provider }: KeyPlace): string =>
  `key:${ownerId}:${projectId ?? '-'}:${provider}`;

const keyNotFound = (): DomainError =>
  new DomainError({
    code: 'key.not_found',
    kind: 'not_found',
    detail: 'No such key is stored.',
    hint: 'GET /api/keys lists those that are.',
  });
