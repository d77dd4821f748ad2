import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, In, Repository, type EntityManager } from 'typeorm';
import { newId } from '../platform/database/new-id.js';
import { staleVersion } from '../platform/errors/stale-version.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { Signals } from '../platform/signals/signals.service.js';
import { AgentDirectoryPort } from '../projects/agent-directory.port.js';
import { ProjectsService } from '../projects/projects.service.js';
import { applyAttemptChange, type AttemptChange } from './attempt-change.js';
import { lockBoard, rankAtEdge } from './board-ranks.js';
import { checkColumnLimit } from './check-column-limit.js';
import { checkDependencies, stopWaitingFor } from './check-dependencies.js';
import { Criterion } from './criterion.entity.js';
import { toMessageResponse, type MessageResponse } from './message.dto.js';
import { Message } from './message.entity.js';
import { matchCriteria, replaceCriteria } from './match-criteria.js';
import { CHANGED, columnsOf } from './task-columns.js';
import type { TaskQuery } from './task-query.dto.js';
import { TaskReader } from './task-reader.js';
import type { TaskPage, TaskResponse } from './task-response.dto.js';
import { enterColumn, lockTask, statusAfter } from './task-transitions.js';
import { TaskUsagePort } from './task-usage.port.js';
import type { CreateTask, UpdateTask } from './task.dto.js';
import { TaskEntity } from './task.entity.js';
import { stageRefused, taskInUse, taskNotFound } from './tasks.errors.js';

export type { AttemptChange, AttemptReport } from './attempt-change.js';
export type { AttemptOverlap, LatestAttempt, TaskResponse } from './task-response.dto.js';

/** A task with what its row does not hold. */
export type Task = TaskEntity & { readonly key: string; readonly criteria: readonly Criterion[] };

@Injectable()
export class TasksService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(TaskEntity) private readonly tasks: Repository<TaskEntity>,
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    @InjectRepository(Criterion) private readonly criteria: Repository<Criterion>,
    private readonly projects: ProjectsService,
    private readonly agents: AgentDirectoryPort,
    private readonly usage: TaskUsagePort,
    private readonly reader: TaskReader,
    private readonly signals: Signals,
  ) {}

  /** The body of a `TaskPage`, as text. */
  async listJson(userId: string, projectId: string, query: TaskQuery): Promise<string> {
    const project = await this.projects.findOwned(projectId, userId);
    return this.reader.listJson(project.id, query);
  }

  async create(userId: string, projectId: string, input: CreateTask): Promise<TaskResponse> {
    const project = await this.projects.findOwned(projectId, userId);
    if (input.agent_id) await this.agents.requireOwned(input.agent_id, userId);
    const id = newId();
    await this.dataSource.transaction(async (manager) => {
      const limit = project.columnLimits.inbox;
      await lockBoard(manager, projectId, limit === undefined ? 'shared' : 'alone');
      const column = { projectId, status: 'inbox', taskId: id } as const;
      if (limit !== undefined) await checkColumnLimit(manager, column, limit);
      await checkDependencies(manager, { id, projectId }, input.depends_on ?? []);
      const now = new Date();
      await manager.insert(TaskEntity, {
        ...columnsOf(input),
        id,
        projectId,
        // Its lock on the project's row lasts until the commit: no two new cards get one rank.
        number: await this.projects.takeTaskNumber(manager, projectId),
        rank: await rankAtEdge(manager, column, 'bottom'),
        createdAt: now,
        updatedAt: now,
      });
      await manager.insert(Criterion, matchCriteria(id, [], input.acceptance_criteria ?? []));
    });
    this.signals.emit('task.changed', { projectId, taskId: id });
    return this.toResponse(id);
  }

  async read(userId: string, taskId: string): Promise<TaskResponse> {
    return this.toResponse((await this.owned(taskId, userId)).id);
  }

  async update(userId: string, taskId: string, patch: UpdateTask): Promise<TaskResponse> {
    const { projectId } = await this.owned(taskId, userId);
    if (patch.agent_id) await this.agents.requireOwned(patch.agent_id, userId);
    await this.dataSource.transaction(async (manager) => {
      if (patch.depends_on) await lockBoard(manager, projectId, 'alone');
      const task = await manager.findOne(TaskEntity, {
        where: { id: taskId },
        lock: { mode: 'for_no_key_update' },
      });
      if (task === null) throw taskNotFound();
      if (patch.version !== undefined && patch.version !== task.version) {
        throw staleVersion('task', await this.toResponse(taskId));
      }
      if (patch.depends_on) await checkDependencies(manager, task, patch.depends_on);
      if (patch.acceptance_criteria) await replaceCriteria(manager, taskId, patch.acceptance_criteria);
      await manager.update(TaskEntity, taskId, { ...columnsOf(patch), ...CHANGED });
    });
    this.signals.emit('task.changed', { projectId, taskId });
    return this.toResponse(taskId);
  }

  async remove(userId: string, taskId: string, force: boolean): Promise<void> {
    const { projectId } = await this.owned(taskId, userId);
    const active = (await this.usage.provider?.activeAttempts(taskId)) ?? 0;
    if (active > 0 && !force) throw taskInUse(active);
    if (active > 0) await this.usage.provider?.cancelAll(taskId);
    const waiting = await this.dataSource.transaction(async (manager) => {
      await this.usage.provider?.lockAll(manager, taskId);
      await manager.delete(TaskEntity, taskId);
      return stopWaitingFor(manager, projectId, taskId);
    });
    this.signals.emit('task.deleted', { projectId, taskId });
    for (const id of waiting) this.signals.emit('task.changed', { projectId, taskId: id });
  }

  async archive(userId: string, taskId: string): Promise<TaskResponse> {
    const { projectId } = await this.owned(taskId, userId);
    await this.tasks.query(
      'update tasks set archived_at = now(), version = version + 1, updated_at = now() where id = $1 and archived_at is null',
      [taskId],
    );
    this.signals.emit('task.changed', { projectId, taskId });
    return this.toResponse(taskId);
  }

  /** Refuses, in every workflow: the team's stages are not built. */
  async startStage(userId: string, taskId: string, stage: 'assign' | 'verify' | 'review'): Promise<never> {
    const { projectId } = await this.owned(taskId, userId);
    throw stageRefused((await this.projects.get(projectId)).workflow, stage);
  }

  listNeedingAttention(userId: string, page: PageQuery): Promise<TaskPage> {
    return this.reader.needingAttention(userId, page);
  }

  /** Throws 404 unless the task is in a project of the user's own. */
  async findOwned(taskId: string, userId: string): Promise<Task> {
    return this.get((await this.owned(taskId, userId)).id);
  }

  /** For work that was authorised before; throws 404 when the task is gone. */
  async get(taskId: string): Promise<Task> {
    const task = await this.tasks.findOneBy({ id: taskId });
    if (task === null) throw taskNotFound();
    const project = await this.projects.get(task.projectId);
    const criteria = await this.criteria.find({ where: { taskId }, order: { position: 'ASC' } });
    return Object.assign(task, { key: `${project.key}-${task.number}`, criteria });
  }

  /**
   * What an attempt's progress means for its task, in the caller's transaction: call what it returns after the commit.
   * A move that the workflow refuses is left out; a task that is gone is no error.
   */
  async recordAttemptIn(
    manager: EntityManager,
    taskId: string,
    told: AttemptChange | (() => Promise<AttemptChange>),
  ): Promise<() => void> {
    const known = await manager.findOneBy(TaskEntity, { id: taskId });
    if (known === null) return () => undefined;
    const { projectId } = known;
    await lockBoard(manager, projectId, 'shared');
    const task = await manager.findOne(TaskEntity, {
      where: { id: taskId },
      lock: { mode: 'for_no_key_update' },
    });
    if (task === null) return () => undefined;
    const change = typeof told === 'function' ? await told() : told;
    // No new version: what an attempt reports must not turn down an edit that a person has under way.
    const columns = applyAttemptChange(task, change, new Date());
    await manager.update(TaskEntity, taskId, { ...columns, updatedAt: () => 'now()' });
    if (change.event) await this.moveByAttempt(manager, taskId, change.event);
    return () => this.signals.emit('task.changed', { projectId, taskId });
  }

  /** Tasks as REST shows them; those that are gone are left out. */
  loadResponses(taskIds: readonly string[]): Promise<TaskResponse[]> {
    return this.reader.loadResponses(taskIds);
  }

  /** The task as REST shows it, or null when it is gone. */
  findResponse(taskId: string): Promise<TaskResponse | null> {
    return this.reader.findResponse(taskId);
  }

  /** What is so is shown: column limits are for people. */
  private async moveByAttempt(
    manager: EntityManager,
    taskId: string,
    event: NonNullable<AttemptChange['event']>,
  ): Promise<void> {
    const task = await lockTask(manager, taskId);
    const status = task && statusAfter(task, event);
    if (task === null || status === null || status === task.status) return;
    const column = { projectId: task.project_id, status, taskId };
    await enterColumn(manager, taskId, status, await rankAtEdge(manager, column, 'top'));
  }

  /** Messages as REST shows them; those that are gone are left out. */
  async loadMessages(messageIds: readonly string[]): Promise<MessageResponse[]> {
    const messages = await this.messages.find({ where: { id: In([...messageIds]) }, order: { id: 'ASC' } });
    return messages.map(toMessageResponse);
  }

  /** Throws 404 like `findOwned`, and reads no more than the move of a card needs. */
  async owned(taskId: string, userId: string): Promise<{ id: string; projectId: string }> {
    const [task] = await this.tasks.query<{ id: string; projectId: string }[]>(
      `select t.id, t.project_id as "projectId" from tasks t
         join projects p on p.id = t.project_id and p.owner_id = $2 where t.id = $1`,
      [taskId, userId],
    );
    if (task === undefined) throw taskNotFound();
    return task;
  }

  private async toResponse(taskId: string): Promise<TaskResponse> {
    const task = await this.reader.findResponse(taskId);
    if (task === null) throw taskNotFound();
    return task;
  }
}
