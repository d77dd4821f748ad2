import type { DataSource, EntityManager } from 'typeorm';
import { CHANGED } from './task-columns.js';
import { TaskEntity } from './task.entity.js';
import { taskNotFound } from './tasks.errors.js';

/** Changes a part of a task under the lock of the task's row, so that two changes of one list follow each other. */
export async function changePart<T>(
  dataSource: DataSource,
  taskId: string,
  apply: (manager: EntityManager) => Promise<T>,
): Promise<{ projectId: string; result: T }> {
  return dataSource.transaction(async (manager) => {
    const task = await manager.findOne(TaskEntity, {
      where: { id: taskId },
      lock: { mode: 'for_no_key_update' },
    });
    if (task === null) throw taskNotFound();
    await manager.update(TaskEntity, taskId, CHANGED);
    return { projectId: task.projectId, result: await apply(manager) };
  });
}
