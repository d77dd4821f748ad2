import type { FindOptionsWhere, Repository } from 'typeorm';
import { idOfCursor } from './id-cursor.js';
import { toPage, type Page, type PageQuery } from './page.dto.js';

/** A page of the rows that match, in the order of their ids: UUIDv7, so the oldest or the newest first. */
export async function pageById<Row extends { id: string }>(
  repository: Repository<Row>,
  where: FindOptionsWhere<Row>,
  { limit, cursor }: PageQuery,
  first: 'oldest' | 'newest' = 'oldest',
): Promise<Page<Row>> {
  const rows = repository.createQueryBuilder('row').where(where);
  if (cursor !== undefined) {
    rows.andWhere(`row.id ${first === 'oldest' ? '>' : '<'} :cursor`, { cursor: idOfCursor(cursor) });
  }
  const found = await rows
    .orderBy('row.id', first === 'oldest' ? 'ASC' : 'DESC')
    .limit(limit + 1)
    .getMany();
  return toPage(
    found,
    limit,
    ({ id }) => id,
    (row) => row,
  );
}
