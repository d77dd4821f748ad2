import type { EntityManager } from 'typeorm';
import type { Column } from './board-ranks.js';
import { columnFull } from './tasks.errors.js';

/** Throws 409 when the column takes no other card; the board must be locked for `alone`. */
export async function checkColumnLimit(
  manager: EntityManager,
  { projectId, status, taskId }: Column,
  limit: number,
): Promise<void> {
  const [column] = await manager.query<{ cards: number }[]>(
    `select count(*)::int as cards from tasks
      where project_id = $1 and status = $2 and id <> $3 and archived_at is null`,
    [projectId, status, taskId],
  );
  if ((column?.cards ?? 0) >= limit) throw columnFull(status, limit);
}
