import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, MoreThan, Repository, type EntityManager } from 'typeorm';
import { newId } from '../platform/database/new-id.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { badCursor } from '../platform/http/id-cursor.js';
import { decodeCursor, toPage, type PageQuery } from '../platform/http/page.dto.js';
import type { AgentTaskChanges } from '../platform/process/run-protocol/run-spec.js';
import { Signals } from '../platform/signals/signals.service.js';
import { lockBoard } from './board-ranks.js';
import { changePart } from './change-part.js';
import { recordSubtaskChanges } from './record-subtask-changes.js';
import {
  MAX_SUBTASKS,
  subtaskColumns,
  toSubtaskResponse,
  type CreateSubtask,
  type SubtaskPage,
  type SubtaskResponse,
  type UpdateSubtask,
} from './subtask.dto.js';
import { Subtask } from './subtask.entity.js';
import { CHANGED } from './task-columns.js';
import { lockTask } from './task-transitions.js';
import { TaskEntity } from './task.entity.js';
import { subtaskNotFound, tooManySubtasks } from './tasks.errors.js';
import { TasksService } from './tasks.service.js';

export type { Subtask } from './subtask.entity.js';

/** The parts of a task; each change is one of the task's too. */
@Injectable()
export class SubtasksService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(Subtask) private readonly subtasks: Repository<Subtask>,
    private readonly tasks: TasksService,
    private readonly signals: Signals,
  ) {}

  async list(userId: string, taskId: string, { limit, cursor }: PageQuery): Promise<SubtaskPage> {
    await this.tasks.owned(taskId, userId);
    const after = cursor === undefined ? -1 : positionOf(cursor);
    const rows = await this.subtasks.find({
      where: { taskId, position: MoreThan(after) },
      order: { position: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ position }) => String(position), toSubtaskResponse);
  }

  async add(userId: string, taskId: string, input: CreateSubtask): Promise<SubtaskResponse> {
    await this.tasks.owned(taskId, userId);
    const subtask = await this.change(taskId, async (manager) => {
      const position = await manager.countBy(Subtask, { taskId });
      if (position >= MAX_SUBTASKS) throw tooManySubtasks(MAX_SUBTASKS);
      const id = newId();
      await manager.insert(Subtask, { ...subtaskColumns(input), id, taskId, position });
      return manager.findOneByOrFail(Subtask, { id });
    });
    return toSubtaskResponse(subtask);
  }

  async update(userId: string, subtaskId: string, patch: UpdateSubtask): Promise<SubtaskResponse> {
    const { taskId } = await this.findOrFail(userId, subtaskId);
    const subtask = await this.change(taskId, async (manager) => {
      const known = await manager.findOneBy(Subtask, { id: subtaskId });
      if (known === null) throw subtaskNotFound();
      const columns = subtaskColumns(patch);
      if (Object.keys(columns).length > 0) await manager.update(Subtask, subtaskId, columns);
      if (patch.position !== undefined) await place(manager, taskId, subtaskId, patch.position);
      return manager.findOneByOrFail(Subtask, { id: subtaskId });
    });
    return toSubtaskResponse(subtask);
  }

  async remove(userId: string, subtaskId: string): Promise<void> {
    const { taskId } = await this.findOrFail(userId, subtaskId);
    await this.change(taskId, async (manager) => {
      await manager.delete(Subtask, subtaskId);
      await renumber(manager, await idsOf(manager, taskId));
    });
  }

  /** For work that was authorised before: all of a task's, in their order. */
  ofTask(taskId: string): Promise<Subtask[]> {
    return this.subtasks.find({ where: { taskId }, order: { position: 'ASC' } });
  }

  /**
   * What an agent made of a task's subtasks, in the caller's transaction: call what it returns after the commit. What a
   * person changed meanwhile stays; a task that is gone is no error.
   */
  async recordChangesIn(
    manager: EntityManager,
    { taskId, projectId }: { readonly taskId: string; readonly projectId: string },
    changes: readonly AgentTaskChanges[],
  ): Promise<() => void> {
    await lockBoard(manager, projectId, 'shared');
    if ((await lockTask(manager, taskId)) === null) return () => undefined;
    let changed = 0;
    for (const change of changes) changed += await recordSubtaskChanges(manager, taskId, change);
    if (changed === 0) return () => undefined;
    await manager.update(TaskEntity, taskId, CHANGED);
    return () => this.signals.emit('task.changed', { projectId, taskId });
  }

  private async change<T>(taskId: string, apply: (manager: EntityManager) => Promise<T>): Promise<T> {
    const { projectId, result } = await changePart(this.dataSource, taskId, apply);
    this.signals.emit('task.changed', { projectId, taskId });
    return result;
  }

  private async findOrFail(userId: string, subtaskId: string): Promise<Subtask> {
    const subtask = await this.subtasks.findOneBy({ id: subtaskId });
    if (subtask === null) throw subtaskNotFound();
    await this.tasks.owned(subtask.taskId, userId).catch((error: unknown) => {
      // Somebody else's subtask is not told from one that is not there.
      throw error instanceof DomainError ? subtaskNotFound() : error;
    });
    return subtask;
  }
}

function positionOf(cursor: string): number {
  const text = decodeCursor(cursor);
  if (!/^\d{1,9}$/.test(text)) throw badCursor();
  return Number(text);
}

async function idsOf(manager: EntityManager, taskId: string): Promise<string[]> {
  const rows = await manager.find(Subtask, {
    where: { taskId },
    order: { position: 'ASC' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function place(
  manager: EntityManager,
  taskId: string,
  subtaskId: string,
  position: number,
): Promise<void> {
  const others = (await idsOf(manager, taskId)).filter((id) => id !== subtaskId);
  await renumber(manager, [...others.slice(0, position), subtaskId, ...others.slice(position)]);
}

const renumber = (manager: EntityManager, ids: readonly string[]): Promise<unknown> =>
  manager.query(
    `update subtasks s set position = x.place - 1
     from unnest($1::uuid[]) with ordinality as x (id, place) where s.id = x.id and s.position <> x.place - 1`,
    [ids],
  );
