import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository, type EntityManager } from 'typeorm';
import { DomainError } from '../platform/errors/domain-error.js';
import { Signals } from '../platform/signals/signals.service.js';
import { changePart } from './change-part.js';
import type { CriterionInput, CriterionResponse, UpdateCriterion } from './criterion.dto.js';
import { toCriterionResponse } from './criterion.dto.js';
import { Criterion } from './criterion.entity.js';
import { changeCriterion, newCriterion } from './match-criteria.js';
import { criterionNotFound, tooManyCriteria } from './tasks.errors.js';
import { TasksService } from './tasks.service.js';

const MAX_CRITERIA = 100;

/** Single criteria of a task; each change is one of the task's too. */
@Injectable()
export class CriteriaService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(Criterion) private readonly criteria: Repository<Criterion>,
    private readonly tasks: TasksService,
    private readonly signals: Signals,
  ) {}

  async add(userId: string, taskId: string, input: CriterionInput): Promise<CriterionResponse> {
    await this.tasks.owned(taskId, userId);
    const criterion = await this.change(taskId, async (manager) => {
      const count = await manager.countBy(Criterion, { taskId });
      if (count >= MAX_CRITERIA) throw tooManyCriteria(MAX_CRITERIA);
      const position = ((await manager.maximum(Criterion, 'position', { taskId })) ?? -1) + 1;
      const criterion = newCriterion(taskId, position, input);
      await manager.insert(Criterion, criterion);
      return criterion;
    });
    return toCriterionResponse(criterion);
  }

  async update(userId: string, criterionId: string, patch: UpdateCriterion): Promise<CriterionResponse> {
    const { taskId } = await this.findOrFail(userId, criterionId);
    const criterion = await this.change(taskId, async (manager) => {
      const known = await manager.findOneBy(Criterion, { id: criterionId });
      if (known === null) throw criterionNotFound();
      return manager.save(Criterion, changeCriterion(known, patch));
    });
    return toCriterionResponse(criterion);
  }

  async remove(userId: string, criterionId: string): Promise<void> {
    const { taskId } = await this.findOrFail(userId, criterionId);
    await this.change(taskId, (manager) => manager.delete(Criterion, criterionId));
  }

  private async change<T>(taskId: string, apply: (manager: EntityManager) => Promise<T>): Promise<T> {
    const { projectId, result } = await changePart(this.dataSource, taskId, apply);
    this.signals.emit('task.changed', { projectId, taskId });
    return result;
  }

  private async findOrFail(userId: string, criterionId: string): Promise<Criterion> {
    const criterion = await this.criteria.findOneBy({ id: criterionId });
    if (criterion === null) throw criterionNotFound();
    await this.tasks.owned(criterion.taskId, userId).catch((error: unknown) => {
      // Somebody else's criterion is not told from one that is not there.
      throw error instanceof DomainError ? criterionNotFound() : error;
    });
    return criterion;
  }
}
