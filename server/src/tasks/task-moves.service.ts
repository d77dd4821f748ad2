import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { staleVersion } from '../platform/errors/stale-version.js';
import { Signals } from '../platform/signals/signals.service.js';
import {
  findGap,
  lockBoardOf,
  type LockMode,
  makeRoom,
  rankIn,
  type Column,
  type Gap,
  type Place,
} from './board-ranks.js';
import { checkColumnLimit } from './check-column-limit.js';
import type { MoveTask } from './task.dto.js';
import type { TaskResponse } from './task-response.dto.js';
import { enterColumn, lockTask, refusalOfMove, type LockedTask } from './task-transitions.js';
import { moveRefused, placeTwice, taskArchived, taskNotFound, unknownNeighbour } from './tasks.errors.js';
import { TasksService } from './tasks.service.js';

/** What a move found out under a shared lock: done, with the ids that changed, or it needs the board alone. */
type Outcome = readonly string[] | 'needs_board_alone';

/** People's moves on the board. */
@Injectable()
export class TaskMovesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly tasks: TasksService,
    private readonly signals: Signals,
  ) {}

  async move(userId: string, taskId: string, input: MoveTask): Promise<TaskResponse> {
    const places = placesOf(input);
    return this.change({ id: taskId, ownerId: userId }, (manager, mode, projectId) =>
      this.place(manager, projectId, taskId, input, places, mode),
    );
  }

  /** Back on the board, where it was. */
  async unarchive(userId: string, taskId: string): Promise<TaskResponse> {
    return this.change({ id: taskId, ownerId: userId }, async (manager, mode, projectId) => {
      const task = await this.lock(manager, taskId);
      if (task.archived_at === null) return [];
      if (mode === 'shared' && task.column_limits[task.status] !== undefined) return 'needs_board_alone';
      await enforceLimit(manager, task, { projectId, status: task.status, taskId });
      await manager.query(
        'update tasks set archived_at = null, version = version + 1, updated_at = now() where id = $1',
        [taskId],
      );
      return [taskId];
    });
  }

  /** Movers run side by side; only what touches other cards, or counts them, runs alone. */
  private async change(
    owned: { readonly id: string; readonly ownerId: string },
    apply: (manager: EntityManager, mode: LockMode, projectId: string) => Promise<Outcome>,
  ): Promise<TaskResponse> {
    const attempt = (mode: LockMode): Promise<{ projectId: string; outcome: Outcome }> =>
      this.dataSource.transaction(async (manager) => {
        const projectId = await lockBoardOf(manager, owned, mode);
        if (projectId === null) throw taskNotFound();
        return { projectId, outcome: await apply(manager, mode, projectId) };
      });
    let { projectId, outcome } = await attempt('shared');
    if (outcome === 'needs_board_alone') ({ projectId, outcome } = await attempt('alone'));
    for (const id of outcome) this.signals.emit('task.changed', { projectId, taskId: id });
    const task = await this.tasks.findResponse(owned.id);
    if (task === null) throw taskNotFound();
    return task;
  }

  private async place(
    manager: EntityManager,
    projectId: string,
    taskId: string,
    input: MoveTask,
    places: readonly Place[],
    mode: LockMode,
  ): Promise<Outcome> {
    const { status } = input;
    const task = await this.lock(manager, taskId);
    if (input.version !== undefined && input.version !== task.version) {
      throw staleVersion('task', await this.tasks.findResponse(taskId));
    }
    if (task.archived_at !== null) throw taskArchived();
    const refusal = refusalOfMove(task, status);
    if (refusal !== null) throw moveRefused(refusal, task.status, status);

    const column = { projectId, status, taskId };
    if (status !== task.status) {
      if (mode === 'shared' && task.column_limits[status] !== undefined) return 'needs_board_alone';
      await enforceLimit(manager, task, column);
    }
    const gap = await this.firstGap(manager, column, places);
    const rank = rankIn(gap);
    if (rank !== null) {
      await enterColumn(manager, taskId, status, rank);
      return [taskId];
    }
    if (mode === 'shared') return 'needs_board_alone';
    const spread = await makeRoom(manager, column, gap);
    const made = rankIn(await this.firstGap(manager, column, places));
    if (made === null) throw new Error(`No room in column ${status}`);
    await enterColumn(manager, taskId, status, made);
    return [...spread, taskId];
  }

  /** A neighbour that somebody moved away meanwhile does not undo the move: the next best place is taken. */
  private async firstGap(manager: EntityManager, column: Column, places: readonly Place[]): Promise<Gap> {
    for (const place of places) {
      const gap = await findGap(manager, column, place);
      if (gap !== null) return gap;
      if (place.at === 'after' || place.at === 'before') await requireNeighbour(manager, column, place);
    }
    return { above: null, below: null };
  }

  private async lock(manager: EntityManager, taskId: string): Promise<LockedTask> {
    const task = await lockTask(manager, taskId);
    if (task === null) throw taskNotFound();
    return task;
  }
}

/** The places that a request asks for, the one it would like best first. */
function placesOf({ index, after_id, before_id }: MoveTask): Place[] {
  const neighbours: Place[] = [
    ...(after_id ? [{ at: 'after', id: after_id } as const] : []),
    ...(before_id ? [{ at: 'before', id: before_id } as const] : []),
  ];
  if (index === undefined) return [...neighbours, { at: 'top' }];
  if (neighbours.length > 0) throw placeTwice();
  return [{ at: 'index', index }];
}

async function enforceLimit(manager: EntityManager, task: LockedTask, column: Column): Promise<void> {
  const limit = task.column_limits[column.status];
  if (limit !== undefined) await checkColumnLimit(manager, column, limit);
}

async function requireNeighbour(
  manager: EntityManager,
  { projectId, taskId }: Column,
  place: { at: 'after' | 'before'; id: string },
): Promise<void> {
  const found = await manager.query<unknown[]>(
    'select 1 from tasks where id = $1 and project_id = $2 and id <> $3',
    [place.id, projectId, taskId],
  );
  if (found.length === 0) throw unknownNeighbour(`${place.at}_id`);
}
