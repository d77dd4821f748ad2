import type { EntityManager } from 'typeorm';

/** How many comments of an attempt still ask for something. */
export async function countOpenComments(manager: EntityManager, attemptId: string): Promise<number> {
  const rows = await manager.query<{ count: number }[]>(
    `select count(*)::int as count from comment_places place join comments on comments.id = place.comment_id
     where place.attempt_id = $1 and place.state = 'open' and not comments.resolved`,
    [attemptId],
  );
  return rows[0]?.count ?? 0;
}
