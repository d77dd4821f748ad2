import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { newId } from '../platform/database/new-id.js';
import { ProjectsService } from '../projects/projects.service.js';
import {
  MAX_FILTERS,
  type CreateFilter,
  type FilterList,
  type FilterResponse,
  type UpdateFilter,
} from './saved-filter.dto.js';
import { filterNameTaken, filterNotFound, tooManyFilters } from './tasks.errors.js';

const COLUMNS = 'id, project_id, name, query, position';
const UNIQUE_VIOLATION = '23505';

/** The filters that a user keeps under a name, for one project's board; nobody else sees them. */
@Injectable()
export class SavedFiltersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly projects: ProjectsService,
  ) {}

  async list(userId: string, projectId: string): Promise<FilterList> {
    const project = await this.projects.findOwned(projectId, userId);
    return { items: await listIn(this.dataSource.manager, userId, project.id) };
  }

  async create(userId: string, projectId: string, input: CreateFilter): Promise<FilterResponse> {
    const project = await this.projects.findOwned(projectId, userId);
    return this.change(userId, project.id, input.name, async (manager, others) => {
      if (others.length >= MAX_FILTERS) throw tooManyFilters(MAX_FILTERS);
      const filter = {
        id: newId(),
        project_id: project.id,
        name: input.name,
        query: input.query,
        position: others.length,
      };
      await manager.query(
        `insert into saved_filters (id, user_id, project_id, name, query, position) values ($1, $2, $3, $4, $5, $6)`,
        [filter.id, userId, project.id, filter.name, JSON.stringify(filter.query), filter.position],
      );
      return filter;
    });
  }

  async update(userId: string, filterId: string, patch: UpdateFilter): Promise<FilterResponse> {
    const { project_id: projectId } = await this.findOrFail(userId, filterId);
    return this.change(userId, projectId, patch.name, async (manager, filters) => {
      const known = filters.find(({ id }) => id === filterId);
      if (!known) throw filterNotFound();
      const others = filters.filter(({ id }) => id !== filterId);
      const position = Math.min(patch.position ?? known.position, others.length);
      const changed = {
        id: known.id,
        project_id: known.project_id,
        name: patch.name ?? known.name,
        query: patch.query ?? known.query,
        position,
      };
      await manager.query('update saved_filters set name = $2, query = $3 where id = $1', [
        filterId,
        changed.name,
        JSON.stringify(changed.query),
      ]);
      await renumber(manager, [...others.slice(0, position), changed, ...others.slice(position)]);
      return changed;
    });
  }

  async remove(userId: string, filterId: string): Promise<void> {
    const { project_id: projectId } = await this.findOrFail(userId, filterId);
    await this.change(userId, projectId, undefined, async (manager, filters) => {
      await manager.query('delete from saved_filters where id = $1', [filterId]);
      await renumber(
        manager,
        filters.filter(({ id }) => id !== filterId),
      );
    });
  }

  private async findOrFail(userId: string, filterId: string): Promise<FilterResponse> {
    const [filter] = await this.dataSource.query<FilterResponse[]>(
      `select ${COLUMNS} from saved_filters where id = $1 and user_id = $2`,
      [filterId, userId],
    );
    if (filter === undefined) throw filterNotFound();
    return filter;
  }

  /** One change of a user's list at a time, so that its places have no gaps and no doubles. */
  private async change<T>(
    userId: string,
    projectId: string,
    name: string | undefined,
    act: (manager: EntityManager, filters: FilterResponse[]) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.dataSource.transaction(async (manager) => {
        await manager.query('select 1 from users where id = $1 for no key update', [userId]);
        return act(manager, await listIn(manager, userId, projectId));
      });
    } catch (error) {
      if (name !== undefined && isNameTaken(error)) throw filterNameTaken(name);
      throw error;
    }
  }
}

const isNameTaken = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;

const listIn = (manager: EntityManager, userId: string, projectId: string): Promise<FilterResponse[]> =>
  manager.query<FilterResponse[]>(
    `select ${COLUMNS} from saved_filters where user_id = $1 and project_id = $2 order by position, id`,
    [userId, projectId],
  );

const renumber = (manager: EntityManager, filters: readonly { id: string }[]): Promise<unknown> =>
  manager.query(
    `update saved_filters f set position = o.place - 1
       from unnest($1::uuid[]) with ordinality as o (id, place) where f.id = o.id and f.position <> o.place - 1`,
    [filters.map(({ id }) => id)],
  );
