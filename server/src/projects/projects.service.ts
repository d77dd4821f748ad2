import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository, type EntityManager } from 'typeorm';
import { newId } from '../platform/database/new-id.js';
import { staleVersion } from '../platform/errors/stale-version.js';
import { pageById } from '../platform/http/page-by-id.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { Signals } from '../platform/signals/signals.service.js';
import { AgentDirectoryPort } from './agent-directory.port.js';
import { parseEnv } from './project-env.js';
import { keyCandidates } from './project-key.js';
import { ProjectSecretsService } from './project-secrets.service.js';
import { DEFAULT_SETTINGS, mergeSettings } from './project-settings.js';
import { ProjectSourceService } from './project-source.service.js';
import { ProjectTasksPort } from './project-tasks.port.js';
import { ProjectUsagePort } from './project-usage.port.js';
import { Project } from './project.entity.js';
import {
  toProjectResponse,
  type CreateProject,
  type ProjectPage,
  type ProjectResponse,
  type UpdateProject,
} from './project.dto.js';
import { projectInUse, projectNotFound } from './projects.errors.js';

export { DEFAULT_NETWORK_ALLOW } from './default-network-allow.js';
export type { Project } from './project.entity.js';
export type { Command } from './project-settings.js';

@Injectable()
export class ProjectsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(Project) private readonly projects: Repository<Project>,
    private readonly secrets: ProjectSecretsService,
    private readonly sources: ProjectSourceService,
    private readonly agents: AgentDirectoryPort,
    private readonly tasks: ProjectTasksPort,
    private readonly usage: ProjectUsagePort,
    private readonly signals: Signals,
  ) {}

  async list(userId: string, query: PageQuery): Promise<ProjectPage> {
    const page = await pageById(this.projects, { ownerId: userId }, query);
    return { ...page, items: await this.toResponses(page.items) };
  }

  async create(userId: string, input: CreateProject): Promise<ProjectResponse> {
    if (input.default_agent_id) await this.agents.requireOwned(input.default_agent_id, userId);
    const source = await this.sources.resolve(input);
    const now = new Date();
    const project = this.projects.create({
      id: newId(),
      ownerId: userId,
      name: input.name,
      ...source,
      ...mergeSettings(DEFAULT_SETTINGS, input),
      githubRepo: null,
      githubInstallId: null,
      nextTaskNumber: 1,
      createdAt: now,
      updatedAt: now,
      version: 1,
    });
    await this.insertWithFreeKey(project);
    this.signals.emit('project.changed', { projectId: project.id });
    return this.toResponse(project);
  }

  async read(userId: string, projectId: string): Promise<ProjectResponse> {
    return this.toResponse(await this.findOwned(projectId, userId));
  }

  async update(userId: string, projectId: string, patch: UpdateProject): Promise<ProjectResponse> {
    if (patch.default_agent_id) await this.agents.requireOwned(patch.default_agent_id, userId);
    return this.change(userId, projectId, async (project, manager) => {
      if (patch.version !== undefined && patch.version !== project.version) {
        throw staleVersion('project', await this.toResponse(project));
      }
      const wasTeam = project.workflow === 'team';
      Object.assign(project, mergeSettings(project, patch));
      project.name = patch.name ?? project.name;
      project.defaultBranch = patch.default_branch ?? project.defaultBranch;
      if (!wasTeam || project.workflow === 'team') return undefined;
      return this.tasks.provider?.leaveTeamWorkflow(manager, projectId);
    });
  }

  async changeEnv(userId: string, projectId: string, body: unknown): Promise<ProjectResponse> {
    const env = parseEnv(body);
    return this.change(userId, projectId, async (project, manager) => {
      await this.secrets.changeEnv(manager, project.id, env);
      return undefined;
    });
  }

  async setRepoToken(userId: string, projectId: string, token: string | null): Promise<void> {
    await this.change(userId, projectId, async (project, manager) => {
      await this.secrets.setRepoToken(manager, project.id, token);
      return undefined;
    });
  }

  async remove(userId: string, projectId: string, force: boolean): Promise<void> {
    const project = await this.findOwned(projectId, userId);
    const active = (await this.usage.provider?.activeAttempts(project.id)) ?? 0;
    if (active > 0 && !force) throw projectInUse(active);
    if (active > 0) await this.usage.provider?.cancelAll(project.id);
    await this.dataSource.transaction(async (manager) => {
      await this.usage.provider?.lockAll(manager, project.id);
      await manager.delete(Project, project.id);
    });
    this.signals.emit('project.changed', { projectId });
  }

  /** Throws 404 unless the project is the user's own. */
  async findOwned(projectId: string, userId: string): Promise<Project> {
    const project = await this.projects.findOneBy({ id: projectId, ownerId: userId });
    if (project === null) throw projectNotFound();
    return project;
  }

  /** For work that was authorised before; throws 404 when the project is gone. */
  async get(projectId: string): Promise<Project> {
    const project = await this.projects.findOneBy({ id: projectId });
    if (project === null) throw projectNotFound();
    return project;
  }

  /** The project as REST shows it, or null when it is gone. */
  async findResponse(projectId: string): Promise<ProjectResponse | null> {
    const project = await this.projects.findOneBy({ id: projectId });
    return project && this.toResponse(project);
  }

  openEnv(projectId: string): Promise<Record<string, string>> {
    return this.secrets.openEnv(projectId);
  }

  repoToken(projectId: string): Promise<string | null> {
    return this.secrets.repoToken(projectId);
  }

  /** Numbers have gaps when the transaction that took one fails. */
  async takeTaskNumber(manager: EntityManager, projectId: string): Promise<number> {
    const [rows] = await manager.query<[{ number: number }[], number]>(
      'update projects set next_task_number = next_task_number + 1 where id = $1 returning next_task_number - 1 as number',
      [projectId],
    );
    const number = rows[0]?.number;
    if (number === undefined) throw projectNotFound();
    return number;
  }

  /** Applies a change under the row's lock; what `apply` returns runs after the commit. */
  private async change(
    userId: string,
    projectId: string,
    apply: (project: Project, manager: EntityManager) => Promise<(() => void) | undefined>,
  ): Promise<ProjectResponse> {
    const { project, finalize } = await this.dataSource.transaction(async (manager) => {
      const project = await manager.findOne(Project, {
        where: { id: projectId, ownerId: userId },
        lock: { mode: 'pessimistic_write' },
      });
      if (project === null) throw projectNotFound();
      const finalize = await apply(project, manager);
      project.version += 1;
      project.updatedAt = new Date();
      return { project: await manager.save(project), finalize };
    });
    finalize?.();
    this.signals.emit('project.changed', { projectId });
    return this.toResponse(project);
  }

  private async insertWithFreeKey(project: Project): Promise<void> {
    const owned = await this.projects.find({ select: { key: true }, where: { ownerId: project.ownerId } });
    const taken = new Set(owned.map(({ key }) => key));
    for (const key of keyCandidates(project.name)) {
      if (taken.has(key)) continue;
      project.key = key;
      // Another request may take the key meanwhile: then nothing is inserted, and the next one is tried.
      const inserted = await this.projects
        .createQueryBuilder()
        .insert()
        .values(project)
        .orIgnore()
        .returning('id')
        .execute();
      if ((inserted.raw as unknown[]).length > 0) return;
    }
    throw new Error(`No key is free for ${project.name}`);
  }

  private async toResponse(project: Project): Promise<ProjectResponse> {
    const [response] = await this.toResponses([project]);
    if (response === undefined) throw projectNotFound();
    return response;
  }

  private async toResponses(projects: readonly Project[]): Promise<ProjectResponse[]> {
    const ids = projects.map(({ id }) => id);
    const envNames = await this.secrets.envNames(ids);
    const labels = await this.tasks.provider?.labels(ids);
    return projects.map((project) =>
      toProjectResponse(project, envNames.get(project.id) ?? [], labels?.get(project.id) ?? []),
    );
  }
}
